import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Card, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { RecoveryPage } from "../read-recovery.server.ts";
import type { RecoveryContent } from "../recovery-step.ts";

/** What the page is told about a test: never LINE ids. */
export type TestAnswer = {
  test: "accepted" | "pending" | "rejected" | "refused" | "not_connected" | "no_address";
  reason?: string;
  /** LINE's own words. */
  message?: string | null;
};

const TONES = {
  accepted: "success",
  pending: "info",
  rejected: "critical",
  refused: "critical",
  not_connected: "warning",
  no_address: "warning",
} as const;

/** Sends what stands in the editor to the merchant's own LINE, and tells what came of it. */
export function TestSend(props: { content: RecoveryContent; channel: RecoveryPage["channel"] }) {
  const { content, channel } = props;
  const { t } = useTranslation(["recovery", "results"]);
  const fetcher = useFetcher<TestAnswer>();
  const { state, data } = fetcher;
  const send = () =>
    void fetcher.submit({ intent: "test", content: JSON.stringify(content) }, { method: "post" });
  return (
    <Card>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="h2" variant="headingMd">
          {t("test.heading")}
        </Text>
        {channel?.canTest ? (
          <>
            <Text as="p" tone="subdued">
              {t("test.help", { name: channel.testName ?? t("test.you") })}
            </Text>
            <Button onClick={send} loading={state !== "idle"}>
              {t("test.send")}
            </Button>
          </>
        ) : (
          <Text as="p">
            {t(channel ? "test.noAddress" : "test.notConnected")}{" "}
            <Link url="/app/settings">{t("test.toSettings")}</Link>
          </Text>
        )}
        <div role="status" style={{ inlineSize: "100%" }}>
          {state === "idle" && data && (
            <Banner tone={TONES[data.test]} title={t(`test.outcome.${data.test}`)}>
              {data.reason && <p>{t(`results:reasons.${data.reason}`)}</p>}
              {data.message && <p>{t("test.lineSays", { message: data.message })}</p>}
            </Banner>
          )}
        </div>
      </BlockStack>
    </Card>
  );
}
