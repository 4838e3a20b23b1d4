import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";
import type { Contestant } from "./contestants.ts";
import type { Measured } from "./load/process.ts";
import { table } from "./table.ts";
import type { Work } from "./work.ts";

export type Samples = Map<string, Measured[]>;
export const keyOf = (work: { name: string }, contestant: { name: string }) => `${work.name} ${contestant.name}`;

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return (low + high) / 2;
}

/** What is to be reached: ours is at least so many times the other. */
const goals = [
  { work: "create", against: "floor", atLeast: 0.5 },
  { work: "create", against: "polis", atLeast: 5 },
  { work: "create", against: "scimmy", atLeast: 2 },
  { work: "match-userName", against: "bare", atLeast: 0.4 },
] as const;

const count = (value: number) => (value >= 100 ? Math.round(value).toLocaleString("en") : value.toPrecision(2));

/** Operations per second of everybody, medians over the rounds; below, the ratios that matter. */
export function markdown(works: readonly Work[], contestants: readonly Contestant[], samples: Samples): string {
  const rate = (work: { name: string }, contestant: { name: string }) => {
    const measured = samples.get(keyOf(work, contestant));
    return measured && median(measured.map(({ perSecond }) => perSecond));
  };
  const rows = works.map((work) => {
    const cells = contestants.map((contestant) => rate(work, contestant));
    return [work.title, ...cells.map((value) => (value === undefined ? "–" : count(value)))];
  });
  const ratios = goals.flatMap(({ work, against, atLeast }) => {
    const [ours, other] = [rate({ name: work }, { name: "ours" }), rate({ name: work }, { name: against })];
    if (!ours || !other) return [];
    const title = works.find(({ name }) => name === work)?.title ?? work;
    const name = `${title}, against ${contestants.find(({ name }) => name === against)?.title}`;
    return [[name, (ours / other).toFixed(2), `≥ ${atLeast}`, ours / other >= atLeast ? "reached" : "missed"]];
  });
  const rates = table(["per second", ...contestants.map(({ title }) => title)], rows);
  return `${rates}\n${table(["ours", "ratio", "goal", ""], ratios)}`;
}

/** What it was measured on. */
export function machine(): string {
  const [first] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  const commit = execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  return `${cpus().length} cores (${first?.model.trim() ?? "unknown"}), ${memory} GiB, Node ${process.version}, commit ${commit}`;
}
