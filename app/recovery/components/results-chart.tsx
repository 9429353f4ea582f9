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
import type { DayCounts } from "../results.ts";

export type Metric = "counts" | "revenue";

/** Told apart by lightness too, so that they differ for those who see no colour. */
const BARS = {
  counts: [
    { name: "sends", color: "#8FB8DE" },
    { name: "taps", color: "#2A6FB0" },
    { name: "recovered", color: "#0B3A5E" },
  ],
  revenue: [{ name: "revenue", color: "#2A6FB0" }],
} as const;

/** Bars by day. The table beside it tells the same to those who can't see it. */
export function ResultsChart({ days, metric }: { days: DayCounts[]; metric: Metric }) {
  const { t } = useTranslation("results");
  const format = useFormat();
  const write = (value: unknown) =>
    metric === "revenue" ? format.money(Number(value)) : format.number(Number(value));
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
        <YAxis allowDecimals={false} tickFormatter={write} width="auto" stroke="#616161" />
        <Tooltip labelFormatter={day} formatter={(value, name) => [write(value), name]} />
        <Legend
          itemSorter={null}
          formatter={(name: string) => <span style={{ color: "#303030" }}>{name}</span>}
        />
        {BARS[metric].map(({ name, color }) => (
          <Bar
            key={name}
            dataKey={name}
            name={t(`numbers.${name}`)}
            fill={color}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
