import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** The way to the settings of linking. */
export function LinkingCard() {
  const { t } = useTranslation("settings");
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("linking.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("linking.about")}
        </Text>
        <InlineStack>
          <Button url="/app/settings/linking">{t("linking.open")}</Button>
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
