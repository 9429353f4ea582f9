import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Card, Form, FormLayout, Text, TextField } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { PageSaveBar } from "#app/ui/page-save-bar.tsx";
import type { LinkSettingsErrors } from "../link-settings.ts";
import type { LinkSettings } from "../read-link-settings.server.ts";

type Answer = { ok: true } | { ok: false; errors: LinkSettingsErrors };

/** Customer tag and privacy policy. */
export function LinkSettingsForm({ settings }: { settings: LinkSettings }) {
  const { t } = useTranslation("settings");
  const shopify = useAppBridge();
  const fetcher = useFetcher<Answer>();
  const stored = {
    customerTag: settings.customerTag,
    privacyPolicyUrl: settings.privacyPolicyUrl ?? "",
  };
  const [values, setValues] = useState(stored);
  const [hidesErrors, setHidesErrors] = useState(false);
  const answer = fetcher.data;
  const errors = answer?.ok === false && !hidesErrors ? answer.errors : {};
  const isSaving = fetcher.state !== "idle";
  const isDirty =
    values.customerTag.trim() !== stored.customerTag ||
    values.privacyPolicyUrl.trim() !== stored.privacyPolicyUrl;
  useEffect(() => {
    if (answer?.ok) shopify.toast.show(t("saved"));
  }, [answer, shopify, t]);

  function save() {
    setHidesErrors(false);
    void fetcher.submit(values, { method: "post" });
  }
  function discard() {
    setHidesErrors(true);
    setValues(stored);
  }
  return (
    <Card>
      <PageSaveBar
        id="link-settings-save-bar"
        isDirty={isDirty}
        isSaving={isSaving}
        onSave={save}
        onDiscard={discard}
      />
      <Form onSubmit={save}>
        <FormLayout>
          <Text as="p" tone="subdued">
            {t("linking.about")}
          </Text>
          <TextField
            label={t("linking.customerTag")}
            name="customerTag"
            value={values.customerTag}
            onChange={(customerTag) => setValues((now) => ({ ...now, customerTag }))}
            error={errors.customerTag && t(`linking.errors.${errors.customerTag}`)}
            helpText={t("linking.customerTagHelp")}
            autoComplete="off"
            requiredIndicator
          />
          <TextField
            label={t("linking.privacyPolicyUrl")}
            name="privacyPolicyUrl"
            type="url"
            value={values.privacyPolicyUrl}
            onChange={(privacyPolicyUrl) => setValues((now) => ({ ...now, privacyPolicyUrl }))}
            error={errors.privacyPolicyUrl && t(`linking.errors.${errors.privacyPolicyUrl}`)}
            helpText={t("linking.privacyPolicyUrlHelp")}
            autoComplete="url"
          />
        </FormLayout>
      </Form>
    </Card>
  );
}
