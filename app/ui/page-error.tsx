import { Banner, BlockStack, Button, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What stands in a page's place when it could not be drawn: nothing is lost, and what to do. */
export function PageError() {
  const { t } = useTranslation("common");
  return (
    <Page>
      <Banner tone="critical" title={t("error.title")}>
        <BlockStack gap="300" inlineAlign="start">
          <Text as="p">{t("error.body")}</Text>
          <Button onClick={() => window.location.reload()}>{t("error.reload")}</Button>
        </BlockStack>
      </Banner>
    </Page>
  );
}
