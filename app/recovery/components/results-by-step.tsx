import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "#app/ui/format.tsx";
import type { StepCounts } from "../results.ts";
import { NumberTable } from "./number-table.tsx";

/** What each step brought. */
export function ResultsByStep({ steps }: { steps: StepCounts[] }) {
  const { t } = useTranslation(["results", "recovery"]);
  const format = useFormat();
  const rate = (part: number, whole: number) =>
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
            format.number(step.sends),
            format.number(step.taps),
            rate(step.taps, step.sends),
            format.number(step.recovered),
            format.money(step.revenue),
          ])}
        />
      </BlockStack>
    </Card>
  );
}
