import { useTranslation } from "react-i18next";
import {
  Bar,
  BarChart,
  CartesianGrid,
  Legend,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import { useFormat } from "#app/ui/format.tsx";
import type { StepCounts } from "../link-funnel.ts";

/** Told apart by lightness too, so that they differ for those who see no colour. */
const BARS = [
  { step: "offered", color: "#C9DDF0" },
  { step: "started", color: "#8FB8DE" },
  { step: "proved", color: "#4F8CC4" },
  { step: "linked", color: "#0B3A5E" },
  { step: "refused", color: "#8A8A8A" },
] as const;

/** Bars by day. The table below tells the same to those who can't see it. */
export function FunnelChart({ days }: { days: ({ day: string } & StepCounts)[] }) {
  const { t } = useTranslation("linking");
  const format = useFormat();
  const day = (text: unknown) =>
    new Intl.DateTimeFormat(format.locale, {
      month: "numeric",
      day: "numeric",
      timeZone: "UTC",
    }).format(new Date(String(text)));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <BarChart data={days} accessibilityLayer={false} barGap={0} barCategoryGap="12%">
        <CartesianGrid vertical={false} stroke="#E3E3E3" />
        <XAxis
          dataKey="day"
          tickFormatter={day}
          interval="equidistantPreserveStart"
          minTickGap={24}
          stroke="#616161"
        />
        <YAxis
          allowDecimals={false}
          tickFormatter={(value: number) => format.number(value)}
          width="auto"
          stroke="#616161"
        />
        <Tooltip
          labelFormatter={day}
          formatter={(value, name) => [format.number(Number(value)), name]}
        />
        <Legend
          itemSorter={null}
          formatter={(name: string) => <span style={{ color: "#303030" }}>{name}</span>}
        />
        {BARS.map(({ step, color }) => (
          <Bar
            key={step}
            dataKey={step}
            name={t(`funnel.steps.${step}`)}
            fill={color}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
