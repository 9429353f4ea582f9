import { useTranslation } from "react-i18next";
import { DaysChart } from "#app/ui/days-chart.tsx";
import { useFormat } from "#app/ui/format.tsx";
import type { StepCounts } from "../link-funnel.ts";

const COLORS = {
  offered: "#C9DDF0",
  started: "#8FB8DE",
  proved: "#4F8CC4",
  linked: "#0B3A5E",
  refused: "#8A8A8A",
} as const;

/** How far people came, by day. */
export function FunnelChart({ days }: { days: ({ day: string } & StepCounts)[] }) {
  const { t } = useTranslation("linking");
  const format = useFormat();
  const bars = Object.entries(COLORS).map(([name, color]) => ({
    name,
    label: t(`funnel.steps.${name}`),
    color,
  }));
  return <DaysChart days={days} bars={bars} write={(value) => format.number(value)} />;
}
