"use client";

import dynamic from "next/dynamic";
import { NumbersTable } from "#components/ui/numbers-table.tsx";
import { Skeleton } from "#components/ui/skeleton.tsx";
import { t } from "#lib/text.ts";
import { cn } from "#lib/utils.ts";
import type { DayChartProps, Series } from "./day-chart-types.ts";

// The library writes style attributes into what a server renders, which the page's policy refuses.
const Drawing = dynamic(() => import("./day-chart-drawing.tsx").then(({ DayChartDrawing }) => DayChartDrawing), {
  ssr: false,
  loading: () => <Skeleton className="h-55 w-full" />,
});

/** Numbers day by day: a drawing, and the same as a table for those who cannot see it. */
export function DayChart(props: DayChartProps) {
  const { title, summary, points, series } = props;
  return (
    <figure className="grid min-w-0 content-start gap-2">
      <figcaption>
        <h2 className="font-semibold text-lg">{title}</h2>
        <p className="text-muted text-sm">{summary}</p>
        <Legend series={series} />
      </figcaption>
      <div role="img" aria-label={t("{title}, day by day. {summary}", { title, summary })} className="h-55">
        <Drawing {...props} />
      </div>
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-accent-text text-sm">{t("Show the numbers")}</summary>
        <div className="max-h-72 overflow-y-auto pt-2">
          <NumbersTable
            label={t("{title} by day", { title })}
            columns={[t("Day (UTC)"), ...series.map(({ label }) => label)]}
            rows={points.toReversed().map(({ day, values }) => ({
              key: day,
              name: day,
              numbers: series.map(({ key }) => values[key] ?? 0),
            }))}
          />
        </div>
      </details>
    </figure>
  );
}

const swatches: Record<Series["tone"], string> = { accent: "bg-accent", ok: "bg-ok", bad: "bg-bad", quiet: "bg-line-strong" };

/** Which colour is what. */
const Legend = ({ series }: { series: readonly Series[] }) => (
  <ul className="flex flex-wrap gap-x-4 pt-1 text-muted text-sm">
    {series.map(({ key, label, tone }) => (
      <li key={key} className="flex items-center gap-1.5">
        <span aria-hidden className={cn("h-0.5 w-3 rounded-full", swatches[tone])} />
        {label}
      </li>
    ))}
  </ul>
);
