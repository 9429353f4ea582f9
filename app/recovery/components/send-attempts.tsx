import { BlockStack, Card, DescriptionList, Divider, Text } from "@shopify/polaris";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ShownAttempt } from "../read-send.server.ts";

/** Every attempt that is known of a send, with what LINE said. */
export function SendAttempts({ attempts }: { attempts: ShownAttempt[] }) {
  const { t } = useTranslation("sends");
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("one.attempts")}
        </Text>
        {attempts.length === 0 && (
          <Text as="p" tone="subdued">
            {t("one.noAttempts")}
          </Text>
        )}
        {attempts.map((attempt, index) => (
          <Fragment key={attempt.id}>
            {index > 0 && <Divider />}
            <Attempt attempt={attempt} />
          </Fragment>
        ))}
      </BlockStack>
    </Card>
  );
}

const STATUS = /^status_(\d+)$/;

function Attempt({ attempt }: { attempt: ShownAttempt }) {
  const { t, i18n } = useTranslation("sends");
  const { dateTime } = useFormat();
  const { reason, message, details } = attempt;
  const unclearStatus = STATUS.exec(reason ?? "")?.[1];
  const readReason = () => {
    if (unclearStatus) return t("one.reasons.status", { status: unclearStatus });
    const key = `sends:one.reasons.${reason}`;
    return reason && i18n.exists(key) ? t(key) : reason;
  };
  const facts: [string, string | null | undefined][] = [
    [t("one.status"), attempt.httpStatus?.toString() ?? unclearStatus],
    [t("one.requestId"), attempt.lineRequestId],
    [t("one.unclear"), readReason()],
    [t("one.says"), [message, ...details].filter(Boolean).join(" / ")],
  ];
  return (
    <BlockStack gap="200">
      <BlockStack gap="050">
        <Text as="h3" variant="headingSm">
          {t(`one.answers.${attempt.state}`)}
        </Text>
        <Text as="p" tone="subdued">
          {t("one.attemptAt", { time: dateTime(attempt.at) })}
          {attempt.tries > 1 && ` · ${t("one.tries", { count: attempt.tries })}`}
        </Text>
      </BlockStack>
      <div style={{ overflowWrap: "anywhere" }}>
        <DescriptionList
          gap="tight"
          items={facts
            .filter(([, description]) => description)
            .map(([term, description]) => ({ term, description }))}
        />
      </div>
    </BlockStack>
  );
}
