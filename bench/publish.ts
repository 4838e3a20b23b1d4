import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");

/** Keeps what was measured as bench/results/<name>.json and .md; returns the path of the latter. */
export function keep(name: string, measured: unknown, text: string): string {
  const folder = path.join(root, "bench/results");
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, `${name}.json`), JSON.stringify(measured, null, 2));
  writeFileSync(path.join(folder, `${name}.md`), text);
  return path.join(folder, `${name}.md`);
}

/** Puts a text between `<!-- name -->` and `<!-- end of name -->` of a page of docs/, in place of what stood there. */
export function publish(page: string, name: string, text: string): void {
  const file = path.join(root, "docs", page);
  const [begin, end] = [`<!-- ${name} -->`, `<!-- end of ${name} -->`];
  const whole = readFileSync(file, "utf8");
  const [from, to] = [whole.indexOf(begin), whole.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/${page} has no place for ${name}.`);
  writeFileSync(file, `${whole.slice(0, from)}${begin}\n\n${text.trim()}\n\n${whole.slice(to)}`);
}
