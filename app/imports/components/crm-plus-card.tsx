import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** Begins the take-over from CRM PLUS on LINE. */
export function CrmPlusCard() {
  const { t } = useTranslation("imports");
  const fetcher = useFetcher<{ ok: boolean; error: string }>();
  const isBusy = fetcher.state !== "idle";
  const error = isBusy ? null : fetcher.data?.error;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("crmPlus.title")}
        </Text>
        <Text as="p">{t("crmPlus.body")}</Text>
        <Text as="p" tone="subdued">
          {t("crmPlus.note")}
        </Text>
        <div role="status">
          {error && <InlineError fieldID="crm-plus" message={t(`errors.${error}`)} />}
        </div>
        <InlineStack>
          <Button
            loading={isBusy}
            onClick={() => fetcher.submit({ intent: "crm_plus" }, { method: "post" })}
          >
            {t("crmPlus.begin")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
