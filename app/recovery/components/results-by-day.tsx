import { BlockStack, Button, Card, Collapsible, InlineStack, Select, Text } from "@shopify/polaris";
import { lazy, Suspense, useDeferredValue, useId, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { useIsInBrowser } from "#app/ui/deferred.tsx";
import { useFormat } from "#app/ui/format.tsx";
import type { DayCounts } from "../results.ts";
import { NumberTable } from "#app/ui/number-table.tsx";
import type { Metric } from "./results-chart.tsx";

// The library of the chart is half as large as all the rest of the page, and draws in the browser only.
const ResultsChart = lazy(async () => ({
  default: (await import("./results-chart.tsx")).ResultsChart,
}));

/**
 * The days of the range, drawn, and as a table for whoever wants the numbers or can't see the drawing; null while they
 * are being counted.
 */
export function ResultsByDay({ days }: { days: DayCounts[] | null }) {
  const { t } = useTranslation("results");
  const format = useFormat();
  const [metric, setMetric] = useState<Metric>("counts");
  const [isTableOpen, setIsTableOpen] = useState(false);
  const isInBrowser = useIsInBrowser();
  const tableId = useId();
  // The most expensive drawing of the page: after what was touched, and not again when the table below opens.
  const drawn = useDeferredValue(metric);
  // A row for each day is laid out after the button has answered.
  const isTableDrawn = useDeferredValue(isTableOpen);
  const chart = useMemo(() => days && <ResultsChart days={days} metric={drawn} />, [days, drawn]);
  const table = useMemo(
    () => (
      <NumberTable
        label={t("byDay.heading")}
        headings={["day", "checkouts", "sends", "taps", "recovered", "revenue"].map((name) =>
          t(`numbers.${name}`),
        )}
        rows={(days ?? [])
          .toReversed()
          .map((each) => [
            each.day,
            format.number(each.checkouts),
            format.number(each.sends),
            format.number(each.taps),
            format.number(each.recovered),
            format.money(each.revenue),
          ])}
      />
    ),
    [days, format, t],
  );
  return (
    <Card>
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("byDay.heading")}
          </Text>
          <Select
            label={t("byDay.metric")}
            labelHidden
            value={metric}
            options={(["counts", "revenue"] as const).map((value) => ({
              value,
              label: t(`byDay.metrics.${value}`),
            }))}
            onChange={(next) => setMetric(next === "revenue" ? "revenue" : "counts")}
          />
        </InlineStack>
        <div role="img" aria-label={t("byDay.chartLabel")} style={{ blockSize: 280 }}>
          {isInBrowser && <Suspense fallback={null}>{chart}</Suspense>}
        </div>
        <InlineStack>
          <Button
            variant="plain"
            ariaControls={tableId}
            ariaExpanded={isTableOpen}
            onClick={() => setIsTableOpen((before) => !before)}
          >
            {t(isTableOpen ? "byDay.hideTable" : "byDay.showTable")}
          </Button>
        </InlineStack>
        <Collapsible id={tableId} open={isTableDrawn}>
          {table}
        </Collapsible>
      </BlockStack>
    </Card>
  );
}
