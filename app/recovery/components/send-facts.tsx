import { Badge, BlockStack, Card, DescriptionList, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ShownSend } from "../read-send.server.ts";
import { useSendLabels } from "./send-labels.ts";
import { SEND_TONES } from "./send-tones.ts";

/** What one send is, how it stands, and what happens next. */
export function SendFacts({ send }: { send: ShownSend }) {
  const { t } = useTranslation(["sends", "results"]);
  const labels = useSendLabels();
  const { dateTime } = useFormat();
  const { next } = send;
  const facts: [string, ReactNode][] = [
    [t("one.person"), labels.person(send)],
    [t("one.message"), labels.step(send)],
    [t("one.checkout"), send.checkoutName],
    [
      t("one.state"),
      <Badge key="state" tone={SEND_TONES[send.state]}>
        {t(`results:states.${send.state}`)}
      </Badge>,
    ],
    [t("one.reason"), send.reason && t(`results:reasons.${send.reason}`)],
    [t("one.due"), dateTime(send.dueAt)],
    [t("one.valid"), dateTime(send.validUntil)],
    [t("one.accepted"), send.acceptedAt && dateTime(send.acceptedAt)],
    [t("one.settled"), !send.acceptedAt && send.settledAt && dateTime(send.settledAt)],
  ];
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("one.facts")}
        </Text>
        <DescriptionList
          gap="tight"
          items={facts
            .filter(([, description]) => description)
            .map(([term, description]) => ({ term, description }))}
        />
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {t("one.next")}
          </Text>
          <Text as="p">
            {t(`one.steps.${next.step}`, {
              at: "at" in next && next.at ? dateTime(next.at) : "",
              until: "until" in next ? dateTime(next.until) : "",
            })}
          </Text>
        </BlockStack>
      </BlockStack>
    </Card>
  );
}
