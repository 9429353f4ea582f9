import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { Results } from "../results.ts";

/** The five numbers of the range, and the rule by which an order counts. */
export function ResultTotals(props: { totals: Results["totals"]; attributionDays: number }) {
  const { totals, attributionDays } = props;
  const { t } = useTranslation("results");
  const format = useFormat();
  const numbers = {
    checkouts: format.number(totals.checkouts),
    sends: format.number(totals.sends),
    taps: format.number(totals.taps),
    recovered: format.number(totals.recovered),
    revenue: format.money(totals.revenue),
  };
  return (
    <Card>
      <BlockStack gap="400">
        <InlineGrid columns={{ xs: 2, sm: 3, md: 5 }} gap="400">
          {Object.entries(numbers).map(([name, value]) => (
            <BlockStack key={name} gap="100">
              <Text as="h2" variant="bodySm" tone="subdued">
                {t(`numbers.${name}`)}
              </Text>
              <Text as="p" variant="headingLg">
                {value}
              </Text>
            </BlockStack>
          ))}
        </InlineGrid>
        <Text as="p" tone="subdued">
          {t("rule", { count: attributionDays })}
        </Text>
      </BlockStack>
    </Card>
  );
}
