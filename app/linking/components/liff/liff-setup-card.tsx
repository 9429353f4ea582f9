import { Banner, BlockStack, Card, List, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { CopyField } from "#app/channels/components/copy-field.tsx";
import type { LiffSetup } from "../../liff/read-liff-setup.server.ts";

/** How a merchant sets LIFF up in LINE's console, and the addresses to give to customers. */
export function LiffSetupCard({ setup }: { setup: LiffSetup }) {
  const { t } = useTranslation("liff");
  const { endpointUrl, urls, isOfOtherChannel, canMail } = setup;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("setup.title")}
        </Text>
        {!canMail && (
          <Banner tone="warning">
            <p>{t("setup.noMail")}</p>
          </Banner>
        )}
        {isOfOtherChannel && (
          <Banner tone="warning">
            <p>{t("setup.otherChannel")}</p>
          </Banner>
        )}
        {endpointUrl ? (
          <>
            <List type="number">
              <List.Item>{t("setup.add")}</List.Item>
              <List.Item>{t("setup.scopes")}</List.Item>
              <List.Item>{t("setup.paste")}</List.Item>
            </List>
            <CopyField label={t("setup.endpointUrl")} value={endpointUrl} />
          </>
        ) : (
          <Text as="p" tone="subdued">
            {t("setup.notConnected")}
          </Text>
        )}
        {urls && (
          <>
            <CopyField label={t("setup.formUrl")} value={urls.form} />
            <CopyField label={t("setup.cardUrl")} value={urls.card} />
            <Text as="p" tone="subdued">
              {t("setup.urlsHelp")}
            </Text>
          </>
        )}
      </BlockStack>
    </Card>
  );
}
