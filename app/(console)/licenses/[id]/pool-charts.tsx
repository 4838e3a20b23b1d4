"use client";

import dynamic from "next/dynamic";
import { Skeleton } from "#components/ui/skeleton.tsx";
import type { PoolPoint } from "#lib/pool-history.ts";

export type PoolChartsProps = { points: PoolPoint[]; summary: string };

// The library writes style attributes into what a server renders, which the page's policy refuses; and only this page needs it.
const Charts = dynamic(() => import("./charts.tsx").then(({ Charts }) => Charts), {
  ssr: false,
  loading: () => <Skeleton className="h-64 w-full" />,
});

export function PoolCharts({ points, summary }: PoolChartsProps) {
  return (
    <>
      <Charts points={points} summary={summary} />
      <details>
        <summary className="w-fit cursor-pointer rounded-sm text-accent-text">Show the numbers</summary>
        <div className="max-h-96 overflow-auto pt-3">
          <table className="w-full max-w-xl tabular-nums">
            <thead>
              <tr className="text-right text-muted text-sm">
                <th scope="col" className="py-1.5 text-left font-medium">
                  Day
                </th>
                <th scope="col" className="font-medium">
                  Assigned
                </th>
                <th scope="col" className="font-medium">
                  Activated
                </th>
                <th scope="col" className="font-medium">
                  Total
                </th>
              </tr>
            </thead>
            <tbody>
              {points.toReversed().map(({ day, used, activated, total }) => (
                <tr key={day} className="text-right">
                  <th scope="row" className="border-line border-t py-1.5 text-left font-normal">
                    {day}
                  </th>
                  <td className="border-line border-t">{used}</td>
                  <td className="border-line border-t">{activated}</td>
                  <td className="border-line border-t">{total}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </>
  );
}
