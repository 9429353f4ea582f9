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
import { useFormat } from "./format.tsx";

/**
 * Bars by day, some beside each other. Whoever draws it says the same in a table, for those who can't see it, and tells
 * the colours apart by lightness too, for those who see none. To be loaded late: it brings a library along.
 *
 * @param props.days the day as `2026-11-22`, and a number for each bar's `name`
 * @param props.write a number as the axis and the tooltip have it
 */
export function DaysChart(props: {
  days: { day: string }[];
  bars: { name: string; label: string; color: string }[];
  write: (value: number) => string;
}) {
  const { days, bars, write } = props;
  const { locale } = useFormat();
  const writeDay = (text: unknown) =>
    new Intl.DateTimeFormat(locale, {
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
          tickFormatter={writeDay}
          interval="equidistantPreserveStart"
          minTickGap={24}
          stroke="#616161"
        />
        <YAxis allowDecimals={false} tickFormatter={write} width="auto" stroke="#616161" />
        <Tooltip
          labelFormatter={writeDay}
          formatter={(value, name) => [write(Number(value)), name]}
        />
        <Legend
          itemSorter={null}
          formatter={(name: string) => <span style={{ color: "#303030" }}>{name}</span>}
        />
        {bars.map(({ name, label, color }) => (
          <Bar key={name} dataKey={name} name={label} fill={color} isAnimationActive={false} />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
