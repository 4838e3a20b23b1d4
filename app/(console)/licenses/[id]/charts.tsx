"use client";

import type { ReactNode } from "react";
import { Area, AreaChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { PoolChartsProps } from "./pool-charts.tsx";

const shortDay = (day: string) =>
  new Date(`${day}T00:00:00Z`).toLocaleDateString("en", { month: "short", day: "numeric", timeZone: "UTC" });

const axis = {
  stroke: "var(--text-faint)",
  tick: { fontSize: 12, fill: "var(--text-muted)" },
  tickLine: false,
  axisLine: false,
} as const;
const tooltip = {
  contentStyle: { background: "var(--raised)", border: "1px solid var(--line)", borderRadius: 6, color: "var(--text)" },
  labelFormatter: (label: unknown) => shortDay(String(label)),
  isAnimationActive: false,
};
const margin = { top: 8, right: 16, bottom: 0, left: -16 };
const series = { type: "stepAfter", strokeWidth: 2, dot: false, isAnimationActive: false } as const;

/** The same numbers as the table beneath, which is for those who cannot see a drawing. */
export function Charts({ points, summary }: PoolChartsProps) {
  const utilization = points.map(({ day, activated, total }) => ({
    day,
    share: total === 0 ? 0 : Math.round((100 * activated) / total),
  }));
  return (
    <div className="grid gap-6 md:grid-cols-2">
      <Drawing title="Assigned over time" label={`Assigned licenses and total, day by day; ${summary}`}>
        <AreaChart data={points} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={32} {...axis} />
          <YAxis allowDecimals={false} {...axis} />
          <Tooltip {...tooltip} formatter={(value, name) => [value, names[String(name)] ?? name]} />
          <Area {...series} dataKey="total" stroke="var(--line-strong)" fill="none" strokeDasharray="4 3" />
          <Area {...series} dataKey="used" stroke="var(--accent)" fill="var(--accent-soft)" />
          <Area {...series} dataKey="activated" stroke="var(--ok)" fill="none" />
        </AreaChart>
      </Drawing>
      <Drawing title="Utilization over time" label={`Utilization, day by day; ${summary}`}>
        <LineChart data={utilization} margin={margin} accessibilityLayer={false}>
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="day" tickFormatter={shortDay} minTickGap={32} {...axis} />
          <YAxis domain={[0, 100]} unit="%" {...axis} />
          <Tooltip {...tooltip} formatter={(value) => [`${value} %`, "Activated of total"]} />
          <Line {...series} dataKey="share" stroke="var(--ok)" />
        </LineChart>
      </Drawing>
    </div>
  );
}

const names: Record<string, string> = { used: "Assigned", activated: "Activated", total: "Total" };

const Drawing = ({ title, label, children }: { title: string; label: string; children: ReactNode }) => (
  <figure className="min-w-0">
    <figcaption className="pb-2 font-medium">{title}</figcaption>
    <div role="img" aria-label={label}>
      <ResponsiveContainer width="100%" height={220}>
        {children}
      </ResponsiveContainer>
    </div>
  </figure>
);
