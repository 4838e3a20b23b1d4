import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const page = readFileSync("docs/scim.md", "utf8");

/** The rows of the table under a heading: what it is about, what holds, tests. */
const rowsUnder = (heading: string) =>
  (page.split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.split(" | "))
    .filter(([, , shown]) => shown !== "shown by |");

const decisions = rowsUnder("Decisions");
const features = rowsUnder("Features");

test("every decision names its tests", () => {
  expect(decisions.map(([number]) => Number(number?.slice(2)))).toEqual(decisions.map((_, index) => index + 1));
  expect(decisions.length).toBeGreaterThan(20);
});

test("the features are those of all three RFCs", () => {
  for (const rfc of ["7643", "7644", "9865"])
    expect(features.filter(([where]) => where?.includes(`${rfc} §`)).length, rfc).toBeGreaterThan(2);
});

test.each([...decisions, ...features])("the tests named for %s exist: %s", (_where, _what, shown) => {
  const files = [...(shown ?? "").matchAll(/`([^`]+\.(?:test|spec)\.ts)`: ((?:“[^”]+”(?:, )?)+)/g)];
  expect(files.length).toBeGreaterThan(0);
  for (const [, file = "", titles = ""] of files) {
    const source = readFileSync(file, "utf8").replaceAll("\\", "");
    for (const [, title = ""] of titles.matchAll(/“([^”]+)”/g)) expect(source.includes(title), `${file}: ${title}`).toBe(true);
  }
});
