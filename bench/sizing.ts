import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { keyOf, median } from "./report.ts";
import { table } from "./table.ts";

/** Part of the people that change on a day, each looked for and then changed; and the hours in which most of it happens. */
const day = { changed: 0.01, hours: 8 };

type Rates = { create: number; match: number; patch: number };
type Scale = { bytesPerPerson: number; pageMs: number; pageSize: number };

/** What so many people need, from the newest results of both benches; undefined until there are all. */
export function sizing(scale: Scale): string | undefined {
  const file = path.join(import.meta.dirname, "results/bench.json");
  if (!existsSync(file)) return undefined;
  const { samples, machine } = JSON.parse(readFileSync(file, "utf8"));
  const rate = (work: string) =>
    median((samples[keyOf({ name: work }, { name: "ours" })] ?? []).map(({ perSecond }: { perSecond: number }) => perSecond));
  const rates = { create: rate("create"), match: rate("match-userName"), patch: rate("patch") };
  if (Object.values(rates).includes(0)) return undefined; // the last bench measured something else
  const head = ["people", "database", "first sync", "reading everybody", "changes a day", "busy by them"];
  const rows = [1_000_000, 10_000_000, 100_000_000].map((people) => row(people, rates, scale));
  const { create, match, patch } = rates;
  const from = `From ${create.toFixed(0)} creates, ${match.toFixed(0)} matches and ${patch.toFixed(0)} PATCHes a second, ${scale.pageMs.toFixed(1)} ms a page of ${scale.pageSize} and ${(scale.bytesPerPerson / 1000).toFixed(1)} kB a person, all of it, load and PostgreSQL included, on one machine: ${machine}.`;
  return `${table(head, rows)}\n${from}`;
}

function row(people: number, { create, match, patch }: Rates, { bytesPerPerson, pageMs, pageSize }: Scale): string[] {
  const changes = people * day.changed;
  const busy = (changes * (1 / match + 1 / patch)) / (day.hours * 3600);
  return [
    people.toLocaleString("en"),
    `${Math.round((people * bytesPerPerson) / 1e9).toLocaleString("en")} GB`,
    hours(people * (1 / match + 1 / create)),
    hours(((people / pageSize) * pageMs) / 1000),
    changes.toLocaleString("en"),
    `${(busy * 100).toFixed(busy < 0.1 ? 1 : 0)} %`,
  ];
}

const hours = (seconds: number) => (seconds < 5400 ? `${(seconds / 60).toFixed(0)} min` : `${(seconds / 3600).toFixed(1)} h`);
