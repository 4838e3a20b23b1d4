"use client";

import { Area, Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { formatNumber } from "#components/ui/number.tsx";
import { type DayChartProps, type Series, toneColors } from "./day-chart-types.ts";

const shortDay = (day: unknown) =>
  new Date(`${String(day)}T00:00:00Z`).toLocaleDateString(undefined, { month: "short", day: "numeric", timeZone: "UTC" });

const axis = {
  stroke: "var(--text-faint)",
  tick: { fontSize: 12, fill: "var(--text-muted)" },
  tickLine: false,
  axisLine: false,
} as const;

export function DayChartDrawing({ points, series, unit }: DayChartProps) {
  const labels = new Map(series.map(({ key, label }) => [key, label]));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={points.map(({ day, values }) => ({ day, ...values }))}
        margin={{ top: 8, right: 8, bottom: 0, left: -8 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={32} {...axis} />
        <YAxis allowDecimals={false} width={52} unit={unit} domain={unit === "%" ? [0, 100] : undefined} {...axis} />
        <Tooltip
          contentStyle={{ background: "var(--raised)", border: "1px solid var(--line)", borderRadius: 6, color: "var(--text)" }}
          itemStyle={{ color: "var(--text)" }}
          cursor={{ fill: "var(--hover)" }}
          labelFormatter={shortDay}
          formatter={(value, name) => [`${formatNumber(Number(value))}${unit ?? ""}`, labels.get(String(name)) ?? name]}
          isAnimationActive={false}
        />
        {series.map(draw)}
      </ComposedChart>
    </ResponsiveContainer>
  );
}

function draw({ key, tone, shape }: Series) {
  const color = toneColors[tone];
  switch (shape) {
    case "bar":
      return <Bar key={key} dataKey={key} fill={color} stackId="days" maxBarSize={24} isAnimationActive={false} />;
    case "line":
      return (
        <Line
          key={key}
          dataKey={key}
          type="stepAfter"
          stroke={color}
          strokeWidth={2}
          strokeDasharray={tone === "quiet" ? "4 3" : undefined}
          dot={false}
          isAnimationActive={false}
        />
      );
    case "area":
      return (
        <Area
          key={key}
          dataKey={key}
          type="stepAfter"
          stroke={color}
          strokeWidth={2}
          fill="var(--accent-soft)"
          dot={false}
          isAnimationActive={false}
        />
      );
  }
}
