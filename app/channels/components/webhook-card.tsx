import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { ChannelAnswer } from "../channel-request.ts";
import type { ChannelSettings } from "../channel-settings.server.ts";
import type { LineLook } from "../look-at-line.server.ts";
import { type WebhookState, webhookState } from "../webhook-state.ts";
import { CopyField } from "./copy-field.tsx";
import { WithLook } from "./line-look.tsx";
import { TroubleBanner } from "./trouble-banner.tsx";
import { WebhookChoice } from "./webhook-choice.tsx";

type Webhook = NonNullable<ChannelSettings["channel"]>["webhook"];

const tones: Record<WebhookState, "success" | "info" | "warning" | "critical"> = {
  working: "success",
  untested: "info",
  inactive: "warning",
  lost: "critical",
  without: "info",
  stillOurs: "warning",
  empty: "info",
  other: "warning",
};

/** LINE's one webhook URL: who has it, and whether it shall be ours. It is never changed without the merchant's word. */
export function WebhookCard({
  webhook,
  look,
}: {
  webhook: Webhook;
  look: Promise<LineLook> | null;
}) {
  const { t } = useTranslation("settings");
  const shopify = useAppBridge();
  const fetcher = useFetcher<ChannelAnswer>();
  const answer = fetcher.data;
  const intent = fetcher.formData?.get("intent");
  const busyWith = typeof intent === "string" ? intent : null;
  useEffect(() => {
    if (!answer?.ok) return;
    if (answer.intent === "take_webhook") shopify.toast.show(t("webhook.taken"));
    if (answer.intent === "test_webhook" && answer.test.success) {
      shopify.toast.show(t("webhook.testResult.success"));
    }
    if (answer.intent === "leave_webhook") shopify.toast.show(t(`webhook.left.${answer.webhook}`));
  }, [answer, shopify, t]);
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("webhook.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("webhook.about")}
        </Text>
        <TroubleBanner answer={answer} />
        <FailedTest answer={answer} />
        <WithLook look={look}>
          {(seen) => {
            if (!seen) {
              return (
                <div aria-busy="true" aria-label={t("webhook.loading")}>
                  <SkeletonBodyText lines={3} />
                </div>
              );
            }
            // The account's card says what is wrong with LINE.
            if (seen.outcome !== "seen") return null;
            const { holder, isActive, url } = seen.webhook;
            const { mode, testedAt } = webhook;
            const state = webhookState({ mode, holder, isActive, wasTested: testedAt !== null });
            return (
              <BlockStack gap="400">
                <StateBanner state={state} testedAt={testedAt} />
                {holder === "other" && url && (
                  <CopyField label={t("webhook.current")} value={url} />
                )}
                {holder === "musubi" && (
                  <CopyField label={t("webhook.ours")} value={webhook.ownUrl} />
                )}
                <WebhookChoice
                  state={state}
                  currentUrl={holder === "other" ? url : null}
                  previousUrl={webhook.previousUrl}
                  busyWith={busyWith}
                  onChoose={(choice) => void fetcher.submit(choice, { method: "post" })}
                />
              </BlockStack>
            );
          }}
        </WithLook>
      </BlockStack>
    </Card>
  );
}

function StateBanner({ state, testedAt }: { state: WebhookState; testedAt: string | null }) {
  const { t } = useTranslation("settings");
  const format = useFormat();
  return (
    <Banner tone={tones[state]} title={t(`webhook.states.${state}.title`)}>
      <Text as="p">{t(`webhook.states.${state}.body`)}</Text>
      {state === "working" && testedAt && (
        <Text as="p">{t("webhook.testedAt", { date: format.dateTime(testedAt) })}</Text>
      )}
    </Banner>
  );
}

/** A test that failed; one that succeeded shows in the state. */
function FailedTest({ answer }: { answer: ChannelAnswer | undefined }) {
  const { t } = useTranslation("settings");
  if (!answer?.ok || !("test" in answer) || !answer.test || answer.test.success) return null;
  const { reason, statusCode } = answer.test;
  return (
    <Banner tone="critical">
      <Text as="p">{t("webhook.testResult.failure", { reason, statusCode })}</Text>
    </Banner>
  );
}
