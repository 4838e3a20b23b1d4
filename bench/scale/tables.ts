import { ms, table } from "../table.ts";
import type { Measure } from "./measures.ts";
import type { Walk } from "./walks.ts";

/** The medians of a measure in milliseconds, by size. */
export type Row = { measure: Measure; medians: number[] };

export function measuresTable(sizes: readonly number[], rows: readonly Row[]): string {
  const named = sizes.map((size) => size.toLocaleString("en"));
  const cells = rows.map((row) => [row.measure.title, ...row.medians.map(ms), ...comparison(sizes, rows, row)]);
  return table(["median, ms, with so many people", ...named, "compared", "ratio", "goal", ""], cells);
}

function comparison(sizes: readonly number[], rows: readonly Row[], { measure: { goal }, medians }: Row): string[] {
  if (!goal) return ["", "", "", ""];
  const at = (size: number) => medians[sizes.indexOf(size)];
  const [of, to, words] =
    "sizes" in goal
      ? [at(goal.sizes[1]), at(goal.sizes[0]), goal.sizes.map((size) => size.toLocaleString("en")).join(" to ")]
      : [medians.at(-1), rows.find(({ measure }) => measure.title === goal.measure)?.medians.at(-1), goal.measure];
  if (of === undefined || to === undefined) return [words, "", `≤ ${goal.atMost}`, ""];
  const ratio = of / to;
  return [words, ratio.toFixed(2), `≤ ${goal.atMost}`, ratio <= goal.atMost ? "reached" : "missed"];
}

export function walksTable(rows: readonly { people: number; walk: Walk }[]): string {
  const head = ["a page of 100, ms", "people", "at the beginning", "at the end", "ratio", "goal", "all, s"];
  const cells = rows.map(({ people, walk: { title, firstPage, lastPages, seconds } }) => [
    ...[title, people.toLocaleString("en"), ms(firstPage), ms(lastPages), (lastPages / firstPage).toFixed(2), "≤ 2"],
    seconds.toFixed(1),
  ]);
  return table(head, cells);
}
