import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import { NumberText } from "#app/ui/number-text.tsx";
import type { Results } from "../results.ts";

/** The five numbers of the range (null while they are being counted), and the rule by which an order counts. */
export function ResultTotals(props: { totals: Results["totals"] | null; attributionDays: number }) {
  const { totals, attributionDays } = props;
  const { t } = useTranslation("results");
  const format = useFormat();
  const numbers = {
    checkouts: totals && format.number(totals.checkouts),
    sends: totals && format.number(totals.sends),
    taps: totals && format.number(totals.taps),
    recovered: totals && format.number(totals.recovered),
    revenue: totals && format.money(totals.revenue),
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
              <NumberText value={value} />
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
