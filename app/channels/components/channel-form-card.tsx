import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { BlockStack, Button, Card, Form, FormLayout, InlineStack, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageSaveBar } from "#app/ui/page-save-bar.tsx";
import type { ChannelAnswer } from "../channel-request.ts";
import type { ChannelField } from "../channel-form.ts";
import type { ChannelSettings } from "../channel-settings.server.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { CopyField } from "./copy-field.tsx";
import { OutsideLink } from "./outside-link.tsx";
import { TroubleBanner } from "./trouble-banner.tsx";

/** Ids and secrets of the two channels. A stored secret is never shown; left empty, it stays. */
export function ChannelFormCard({
  channel,
  callbackUrl,
}: {
  channel: ChannelSettings["channel"];
  callbackUrl: string;
}) {
  const { t } = useTranslation("settings");
  const shopify = useAppBridge();
  const fetcher = useFetcher<ChannelAnswer>();
  const isNew = channel === null;
  const stored: Record<ChannelField, string> = {
    messagingChannelId: channel?.messagingChannelId ?? "",
    messagingSecret: "",
    loginChannelId: channel?.loginChannelId ?? "",
    loginSecret: "",
  };
  const [values, setValues] = useState(stored);
  const [hidesErrors, setHidesErrors] = useState(false);
  const isDirty = Object.entries(stored).some(
    ([name, value]) => values[name as ChannelField] !== value,
  );
  const isSaving = fetcher.state !== "idle";
  const answer = fetcher.data;
  const errors = answer && !answer.ok && "errors" in answer && !hidesErrors ? answer.errors : {};

  // Once they are stored, secrets leave the page.
  const [handled, setHandled] = useState(answer);
  if (answer !== handled) {
    setHandled(answer);
    if (answer?.ok) setValues((now) => ({ ...now, messagingSecret: "", loginSecret: "" }));
  }
  useEffect(() => {
    if (!answer?.ok) return;
    shopify.toast.show(t("channels.connected"));
    // The page grows above this card at the first connection: what comes next is told from the top.
    if (isNew) window.scrollTo({ top: 0 });
  }, [answer, isNew, shopify, t]);

  function save() {
    setHidesErrors(false);
    void fetcher.submit({ intent: "connect", ...values }, { method: "post" });
  }
  function discard() {
    setHidesErrors(true);
    setValues(stored);
  }
  return (
    <Card>
      <PageSaveBar
        id="channel-save-bar"
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={save}
        onDiscard={discard}
      />
      <Form onSubmit={save}>
        <BlockStack gap="400">
          <Text as="h2" variant="headingMd">
            {t("channels.title")}
          </Text>
          <Text as="p" tone="subdued">
            {t("channels.intro")}
          </Text>
          <OutsideLink url="https://developers.line.biz/console/">
            {t("channels.console")}
          </OutsideLink>
          <TroubleBanner answer={answer} />
          <FormLayout>
            <ChannelFields
              kind="messaging"
              values={values}
              errors={errors}
              isSecretStored={!isNew}
              onChange={(changed) => setValues((now) => ({ ...now, ...changed }))}
            />
            <ChannelFields
              kind="login"
              values={values}
              errors={errors}
              isSecretStored={Boolean(channel?.loginChannelId)}
              onChange={(changed) => setValues((now) => ({ ...now, ...changed }))}
            />
          </FormLayout>
          <CopyField
            label={t("channels.callbackUrl")}
            value={callbackUrl}
            helpText={t("channels.callbackUrlHelp")}
          />
          <Text as="p" tone="subdued" variant="bodySm">
            {t("channels.encrypted")}
          </Text>
          {isNew && (
            <InlineStack align="end">
              <Button submit variant="primary" loading={isSaving} disabled={!isDirty}>
                {t("channels.connect")}
              </Button>
            </InlineStack>
          )}
        </BlockStack>
      </Form>
    </Card>
  );
}
