import { ms, table } from "../table.ts";
import type { Measure } from "./measures.ts";
import type { Vitals } from "./vitals.ts";
import { pageSize, type Replaced, type Walk } from "./walks.ts";

/** The medians of a measure in milliseconds, by size. */
export type Row = { measure: Measure; medians: number[] };

const number = (value: number) => value.toLocaleString("en");

export function measuresTable(sizes: readonly number[], rows: readonly Row[]): string {
  const cells = rows.map((row) => [row.measure.title, ...row.medians.map(ms), ...comparison(sizes, rows, row)]);
  return table(["median, ms, with so many people", ...sizes.map(number), "compared", "ratio", "goal", ""], cells);
}

function comparison(sizes: readonly number[], rows: readonly Row[], { measure: { goal }, medians }: Row): string[] {
  if (!goal) return ["", "", "", ""];
  const at = (size: number) => medians[sizes.indexOf(size)];
  const [of, to, words] =
    "sizes" in goal
      ? [at(goal.sizes[1]), at(goal.sizes[0]), goal.sizes.map(number).join(" to ")]
      : [medians.at(-1), rows.find(({ measure }) => measure.title === goal.measure)?.medians.at(-1), goal.measure];
  if (of === undefined || to === undefined) return [words, "", `≤ ${goal.atMost}`, ""];
  return [words, ...judged(of / to, goal.atMost)];
}

const judged = (ratio: number, atMost: number) => [ratio.toFixed(2), `≤ ${atMost}`, ratio <= atMost ? "reached" : "missed"];

export function walksTable(walks: readonly Walk[]): string {
  const head = [`a page of ${pageSize}, ms`, "people", "first tenth", "in the middle", "last tenth", "ratio", "goal", ""];
  const cells = walks.map(({ title, people, first, middle, last, read, pages, mean }) => {
    const seconds = ((pages * mean) / 1000).toFixed(0);
    return [
      ...[title, number(people), ms(first), ms(middle), ms(last), ...judged(last / first, 2)],
      ...(read < pages ? [`${number(read)} of ${number(pages)}`, `~ ${seconds}`] : ["all", seconds]),
    ];
  });
  return table([...head, "pages read", "all, s"], cells);
}

export const replacedText = ({ members, ms: took, memory }: Replaced & { memory: number }): string =>
  `- A group of ${number(members)} replaced, ten members new: ${(took / 1000).toFixed(2)} s (goal 2), ${memory.toFixed(0)} MB more (goal 300).`;

/** What Google calls good: LCP within 2.5 s, CLS within 0.1, INP within 200 ms. */
const good = { lcp: 2500, cls: 0.1, inp: 200 };

export function vitalsTable(people: number, vitals: readonly Vitals[]): string {
  const head = ["first byte, ms", "whole answer, ms", "LCP, ms", "CLS", "INP, ms", "TBT, ms", ""];
  const cells = vitals.map(({ page, firstByte, whole, lcp, cls, inp, tbt }) => [
    ...[page, ms(firstByte), ms(whole), ms(lcp), cls.toFixed(3), ms(inp), ms(tbt)],
    lcp <= good.lcp && cls <= good.cls && inp <= good.inp ? "good" : "not good",
  ]);
  return table([`with ${number(people)} people`, ...head], cells);
}
