import { keep, publish } from "../publish.ts";
import { machine } from "../report.ts";
import { sizing } from "../sizing.ts";
import { measuresTable, type Row, replacedText, vitalsTable, walksTable } from "./tables.ts";
import type { Vitals } from "./vitals.ts";
import { pageSize, type Replaced, type Walk } from "./walks.ts";

/** What is measured so far. */
export type Results = {
  sizes: number[];
  bytesPerPerson: number;
  rows: Row[];
  replaced: (Replaced & { memory: number })[];
  vitals: { people: number; pages: Vitals[] };
  walks: Walk[];
  finished: boolean;
};

/** Keeps the results, and puts into docs/ what of them there is: nothing is lost of a run that is ended early. Returns them as text. */
export function save(results: Results, published: boolean): string {
  const parts = { scale: scaleText(results), vitals: vitalsText(results) };
  const text = Object.values(parts).join("\n");
  keep("scale", { ...results, machine: machine() }, text);
  if (!published) return text;
  for (const [name, part] of Object.entries(parts)) if (part) publish("performance.md", name, part);
  const pageMs = results.walks.at(-1)?.mean;
  const needs = pageMs && sizing({ bytesPerPerson: results.bytesPerPerson, pageMs, pageSize });
  if (needs) publish("scaling.md", "sizing", needs);
  return text;
}

function scaleText({ sizes, bytesPerPerson, rows, replaced, walks, finished }: Results): string {
  if (rows.length + replaced.length + walks.length === 0) return "";
  const tables = [rows.length > 0 ? measuresTable(sizes, rows) : [], walks.length > 0 ? walksTable(walks) : []].flat();
  const told = [
    ...replaced.map(replacedText),
    `- A person with a license takes ${(bytesPerPerson / 1000).toFixed(1)} kB of the database, indexes included.`,
  ];
  return [...tables, ...told, "", `${machine()}${finished ? "" : "; ended before everything was measured"}.`, ""].join("\n");
}

const vitalsText = ({ vitals: { people, pages } }: Results): string =>
  pages.length > 0 ? `${vitalsTable(people, pages)}\n${machine()}.\n` : "";
