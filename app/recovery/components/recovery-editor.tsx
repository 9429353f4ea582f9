import { useFetcher } from "@remix-run/react";
import { useAppBridge } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, Checkbox, InlineGrid, Link, Text } from "@shopify/polaris";
import { useDeferredValue, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { PageSaveBar } from "#app/ui/page-save-bar.tsx";
import type { RecoveryPage } from "../read-recovery.server.ts";
import type { FormErrors } from "../recovery-form.ts";
import { AfterFields } from "./after-fields.tsx";
import { ClockFields } from "./clock-fields.tsx";
import { ContentFields } from "./content-fields.tsx";
import { StepList } from "./step-list.tsx";
import { type PreviewSetting, StepPreview } from "./step-preview.tsx";
import { TestSend } from "./test-send.tsx";
import { useRecoveryForm } from "./use-recovery-form.ts";

type Saved = { ok: true } | { ok: false; errors: FormErrors };

/** The cart recovery page's form. Nothing is saved but by the save bar, and nobody leaves unsaved work unasked. */
export function RecoveryEditor({ page, setting }: { page: RecoveryPage; setting: PreviewSetting }) {
  const { t } = useTranslation("recovery");
  const shopify = useAppBridge();
  const fetcher = useFetcher<Saved>();
  const editing = useRecoveryForm(page.form);
  const { form, errors, chosen, isDirty, reset, showErrors } = editing;
  const step = form.steps[chosen]!;
  // The phone is drawn when there is time: typing goes first.
  const drawn = useDeferredValue(step.content);

  const { state, data } = fetcher;
  useEffect(() => {
    if (state !== "idle" || !data) return;
    if (data.ok) {
      reset();
      shopify.toast.show(t("saved"));
    } else showErrors(data.errors);
    // An answer is taken up once; `reset` is a new one for every loaded form.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [state, data]);

  const save = () =>
    void fetcher.submit({ intent: "save", form: JSON.stringify(form) }, { method: "post" });
  const wrongFields = Object.keys(errors).length;

  return (
    <BlockStack gap="400">
      <PageSaveBar
        id="recovery"
        isDirty={isDirty}
        isSaving={state !== "idle"}
        onSave={save}
        onDiscard={reset}
      />
      {wrongFields > 0 && (
        <Banner tone="critical" title={t("errors.summary", { count: wrongFields })} />
      )}
      {!page.channel && (
        <Banner tone="warning" title={t("notConnected.title")}>
          <p>
            {t("notConnected.body")} <Link url="/app/settings">{t("test.toSettings")}</Link>
          </p>
        </Banner>
      )}
      <Card>
        <Checkbox
          label={t("isOn")}
          helpText={t("isOnHelp")}
          checked={form.isOn}
          onChange={(isOn) => editing.change({ isOn })}
        />
      </Card>
      <StepList editing={editing} />
      <InlineGrid
        columns={{ xs: 1, lg: "minmax(0, 3fr) minmax(0, 2fr)" }}
        gap="400"
        alignItems="start"
      >
        <BlockStack gap="400">
          <ContentFields editing={editing} index={chosen} />
          <AfterFields editing={editing} index={chosen} tags={page.tags} />
        </BlockStack>
        <div style={{ position: "sticky", insetBlockStart: "1rem" }}>
          <BlockStack gap="400">
            <StepPreview content={drawn} setting={setting} />
            <TestSend content={step.content} channel={page.channel} />
          </BlockStack>
        </div>
      </InlineGrid>
      <ClockFields editing={editing} timeZone={setting.shop.timeZone} />
      <Card>
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("shopifyMails.heading")}
          </Text>
          <Text as="p">
            {t("shopifyMails.body")}{" "}
            <Link url="shopify://admin/settings/notifications" target="_top">
              {t("shopifyMails.link")}
            </Link>
          </Text>
        </BlockStack>
      </Card>
    </BlockStack>
  );
}
