import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { Counts, StepCounts } from "../results.ts";
import { NumberTable } from "#app/ui/number-table.tsx";

/** While a step is being counted, its row stands there without numbers. */
type Row = Pick<StepCounts, "delayMinutes"> & Partial<Counts>;

/** What each step brought. */
export function ResultsByStep({ steps }: { steps: Row[] }) {
  const { t } = useTranslation(["results", "recovery"]);
  const format = useFormat();
  const number = (value?: number) => (value === undefined ? "–" : format.number(value));
  const rate = (part = 0, whole = 0) =>
    whole === 0
      ? "–"
      : new Intl.NumberFormat(format.locale, { style: "percent", maximumFractionDigits: 1 }).format(
          part / whole,
        );
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("byStep.heading")}
        </Text>
        <NumberTable
          label={t("byStep.heading")}
          headings={["step", "sends", "taps", "tapRate", "recovered", "revenue"].map((name) =>
            t(`numbers.${name}`),
          )}
          rows={steps.map((step) => [
            t(`recovery:steps.at.${step.delayMinutes}`),
            number(step.sends),
            number(step.taps),
            rate(step.taps, step.sends),
            number(step.recovered),
            step.revenue === undefined ? "–" : format.money(step.revenue),
          ])}
        />
      </BlockStack>
    </Card>
  );
}
