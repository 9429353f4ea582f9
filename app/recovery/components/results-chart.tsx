import { useTranslation } from "react-i18next";
import { DaysChart } from "#app/ui/days-chart.tsx";
import { useFormat } from "#app/ui/format.tsx";
import type { DayCounts } from "../results.ts";

export type Metric = "counts" | "revenue";

const COLORS = {
  counts: { sends: "#8FB8DE", taps: "#2A6FB0", recovered: "#0B3A5E" },
  revenue: { revenue: "#2A6FB0" },
} as const;

/** What was sent and what came of it, by day. */
export function ResultsChart({ days, metric }: { days: DayCounts[]; metric: Metric }) {
  const { t } = useTranslation("results");
  const format = useFormat();
  const bars = Object.entries(COLORS[metric]).map(([name, color]) => ({
    name,
    label: t(`numbers.${name}`),
    color,
  }));
  const write = metric === "revenue" ? format.money : format.number;
  return <DaysChart days={days} bars={bars} write={(value) => write(value)} />;
}
