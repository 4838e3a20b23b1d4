import NextLink from "next/link";
import type { ReactNode } from "react";
import { cn } from "#lib/utils.ts";
import { Num } from "./number.tsx";

export type Stat = { label: string; value: number; href?: string; current?: boolean; tone?: "warn" | "bad" };

/** A card of figures: each one is a link that filters what lies below. `bar` shows how full it is. */
export function StatCard({ title, hint, stats, bar }: { title: string; hint?: ReactNode; stats: Stat[]; bar?: ReactNode }) {
  return (
    <section aria-label={title} className="@container grid content-start gap-3 rounded-card border border-line p-4">
      <header className="flex items-baseline justify-between gap-3">
        <h2 className="min-w-0 break-words font-semibold">{title}</h2>
        {hint && <span className="shrink-0 text-muted text-sm tabular-nums">{hint}</span>}
      </header>
      {bar}
      <ul className="-mx-2 grid grid-cols-2 @[18rem]:grid-cols-4">
        {stats.map((stat) => (
          <li key={stat.label}>
            <StatFigure stat={stat} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function StatFigure({ stat: { label, value, href, current, tone } }: { stat: Stat }) {
  const figure = (
    <>
      <Num
        value={value}
        className={cn(
          "block font-semibold text-lg @[26rem]:text-xl",
          tone === "warn" && value > 0 && "text-warn",
          tone === "bad" && value > 0 && "text-bad",
        )}
      />{" "}
      <span className="block text-muted text-sm">{label}</span>
    </>
  );
  if (!href) return <div className="px-2 py-1">{figure}</div>;
  return (
    <NextLink
      href={href}
      scroll={false}
      prefetch={false}
      aria-current={current ? "true" : undefined}
      className="block rounded-control px-2 py-1 hover:bg-hover aria-[current]:bg-accent-soft"
    >
      {figure}
    </NextLink>
  );
}
