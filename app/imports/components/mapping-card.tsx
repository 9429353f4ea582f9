import { Banner, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import type { ImportView } from "../read-import.server.ts";
import { CancelButton } from "./cancel-button.tsx";
import { MappingForm } from "./mapping-form.tsx";

/** Asks which column is which, where the headings do not tell. */
export function MappingCard({ linkImport }: { linkImport: ImportView }) {
  const { t } = useTranslation("imports");
  const { head, columns, stage } = linkImport;
  return (
    <Card>
      <BlockStack gap="400">
        <BlockStack gap="200">
          <Text as="h2" variant="headingMd">
            {t("mapping.title")}
          </Text>
          <Text as="p">{t("mapping.body")}</Text>
        </BlockStack>
        {head ? (
          <MappingForm head={head} columns={columns} />
        ) : (
          <Banner tone="critical">{t("problems.expired")}</Banner>
        )}
        <InlineStack>
          <CancelButton stage={stage} />
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
