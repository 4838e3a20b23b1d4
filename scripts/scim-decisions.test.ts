import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The rows of the table in docs/scim.md: number, decision, tests. */
const rows = readFileSync("docs/scim.md", "utf8")
  .split("\n")
  .filter((line) => /^\| \d+ \|/.test(line))
  .map((line) => line.split(" | "));

test("every decision names its tests", () => {
  expect(rows.map(([number]) => Number(number?.slice(2)))).toEqual(rows.map((_, index) => index + 1));
  expect(rows.length).toBeGreaterThan(20);
});

test.each(rows)("the tests named for decision %s exist", (_number, _what, shown) => {
  const files = [...(shown ?? "").matchAll(/`([^`]+\.test\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)];
  expect(files.length).toBeGreaterThan(0);
  for (const [, file = "", titles = ""] of files) {
    const source = readFileSync(file, "utf8").replaceAll("\\", "");
    for (const [, title = ""] of titles.matchAll(/“([^”]+)”/g)) expect(source.includes(title), `${file}: ${title}`).toBe(true);
  }
});
