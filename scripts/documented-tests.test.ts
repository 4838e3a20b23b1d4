import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

/** The rows of the table under a heading of a page: what it is about, what holds, tests. */
const rowsUnder = (file: string, heading: string) =>
  (readFileSync(file, "utf8").split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split(" | "))
    .filter(([, , shown]) => shown !== undefined && !shown.startsWith("shown by"));

const scim = rowsUnder("docs/scim.md", "Decisions");
const features = rowsUnder("docs/scim.md", "Features");
const licenses = rowsUnder("docs/licenses.md", "Decisions");

test.each([
  ["SCIM", scim, 20],
  ["licenses", licenses, 10],
])("every decision about %s names its tests", (_, decisions, atLeast) => {
  expect(decisions.map(([number]) => Number(number?.slice(2)))).toEqual(decisions.map((_row, index) => index + 1));
  expect(decisions.length).toBeGreaterThan(atLeast);
});

test("the features are those of all three RFCs", () => {
  for (const rfc of ["7643", "7644", "9865"])
    expect(features.filter(([where]) => where?.includes(`${rfc} §`)).length, rfc).toBeGreaterThan(2);
});

test.each([...scim, ...features, ...licenses])("the tests named for %s exist: %s", (_where, _what, shown) => {
  const files = [...(shown ?? "").matchAll(/`([^`]+\.(?:test|spec)\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)];
  expect(files.length).toBeGreaterThan(0);
  for (const [, file = "", titles = ""] of files) {
    const source = readFileSync(file, "utf8").replaceAll("\\", "");
    for (const [, title = ""] of titles.matchAll(/“([^”]+)”/g)) expect(source.includes(title), `${file}: ${title}`).toBe(true);
  }
});
