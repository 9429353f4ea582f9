import {
  Badge,
  BlockStack,
  Box,
  Button,
  Card,
  Divider,
  InlineGrid,
  InlineStack,
  Link,
  Select,
  Text,
} from "@shopify/polaris";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { SEND_STATES } from "#app/messages/send.ts";
import { useFormat } from "#app/ui/format.tsx";
import type { SendRow } from "../read-sends.server.ts";
import { STEP_DELAYS } from "../recovery-step.ts";
import type { ResultsQuery } from "../results-query.ts";
import { useSendLabels } from "./send-labels.ts";
import { SEND_TONES } from "./send-tones.ts";

/** Every send with what became of it and why, filtered by state and step, page by page. */
export function SendList(props: {
  rows: SendRow[];
  next: string | null;
  query: ResultsQuery;
  onChange: (change: Partial<Record<"state" | "step" | "after", string>>) => void;
}) {
  const { rows, next, query, onChange } = props;
  const { t } = useTranslation(["results", "recovery"]);
  const all = { label: t("sends.all"), value: "" };
  return (
    <Card padding="0">
      <Box padding="400">
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("sends.heading")}
          </Text>
          <InlineGrid columns={{ xs: 1, sm: 2 }} gap="200">
            <Select
              label={t("sends.state")}
              value={query.state ?? ""}
              options={[
                all,
                ...SEND_STATES.map((value) => ({ value, label: t(`states.${value}`) })),
              ]}
              onChange={(state) => onChange({ state })}
            />
            <Select
              label={t("numbers.step")}
              value={query.step === undefined ? "" : String(query.step)}
              options={[
                all,
                ...STEP_DELAYS.map((delay) => ({
                  value: String(delay),
                  label: t(`recovery:steps.at.${delay}`),
                })),
              ]}
              onChange={(step) => onChange({ step })}
            />
          </InlineGrid>
        </BlockStack>
      </Box>
      <Fragment key={[query.days, query.state, query.step].join()}>
        {/* What stands below another filter is other: none of it moves. */}
        <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
          {rows.map((row) => (
            <li key={row.id}>
              <Divider />
              <SendItem row={row} />
            </li>
          ))}
        </ul>
        <Divider />
        <Box padding="400">
          {rows.length === 0 ? (
            <Text as="p" tone="subdued">
              {t("sends.none")}
            </Text>
          ) : (
            <InlineStack align="space-between">
              <Button disabled={!query.after} onClick={() => onChange({ after: "" })}>
                {t("sends.first")}
              </Button>
              <Button disabled={!next} onClick={() => onChange({ after: next ?? "" })}>
                {t("sends.next")}
              </Button>
            </InlineStack>
          )}
        </Box>
      </Fragment>
    </Card>
  );
}

function SendItem({ row }: { row: SendRow }) {
  const { t } = useTranslation(["results", "recovery"]);
  const format = useFormat();
  const labels = useSendLabels();
  const when = row.acceptedAt
    ? t("sends.sentAt", { time: format.dateTime(row.acceptedAt) })
    : row.waitsUntil
      ? t("sends.waitsUntil", { time: format.dateTime(row.waitsUntil) })
      : t("sends.dueAt", { time: format.dateTime(row.dueAt) });
  return (
    <Box padding="400">
      <BlockStack gap="100">
        <InlineStack align="space-between" gap="200">
          <Link
            url={`/app/sends/${row.id}`}
            accessibilityLabel={t("sends.look", { name: labels.person(row) })}
            removeUnderline
          >
            <Text as="span" fontWeight="semibold" breakWord>
              {labels.person(row)}
            </Text>
          </Link>
          <InlineStack gap="100">
            {row.isTapped && <Badge>{t("sends.tapped")}</Badge>}
            <Badge tone={SEND_TONES[row.state]}>{t(`states.${row.state}`)}</Badge>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {[labels.step(row), row.checkoutName, when].filter(Boolean).join(" · ")}
        </Text>
        {row.reason && <Text as="p">{t(`reasons.${row.reason}`)}</Text>}
        {row.lineMessage && (
          <Text as="p" tone="subdued" breakWord>
            {t("recovery:test.lineSays", { message: row.lineMessage })}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}
