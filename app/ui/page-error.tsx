import { useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** What stands in a page's place when it could not be drawn: nothing is lost, and what to do. */
export function PageError() {
  return (
    <Page>
      <PageErrorBanner />
    </Page>
  );
}

/** The same in the place of a part of a page. */
export function PageErrorBanner() {
  const { t } = useTranslation("common");
  const { revalidate, state } = useRevalidator();
  return (
    <Banner tone="critical" title={t("error.title")}>
      <BlockStack gap="300" inlineAlign="start">
        <Text as="p">{t("error.body")}</Text>
        <Button
          loading={state === "loading"}
          // A page that was turned to inside the app has no address that Shopify would open again in the frame; one
          // that broke as a document has no App Bridge to fetch with.
          onClick={() =>
            Object.hasOwn(window, "shopify") ? revalidate() : window.location.reload()
          }
        >
          {t("error.reload")}
        </Button>
      </BlockStack>
    </Banner>
  );
}
