import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { catalogue, catalogueText, findTexts, findTextsOf } from "./messages.ts";

const textsOf = (code: string) => {
  const found = { texts: {}, problems: [] };
  findTextsOf("page.tsx", code, found);
  return found;
};

test("messages/en.json has every text of the console, and nothing that is said no longer (npm run messages)", () => {
  const found = findTexts();
  expect(found.problems).toEqual([]);
  expect(readFileSync(catalogue, "utf8")).toBe(catalogueText(found));
});

test.each([
  ["t", `t("Add {count} people", { count })`, { "Add {count} people": "Add {count} people" }],
  ["rich", `rich("By {name}.", { name: <b>{name}</b> })`, { "By {name}.": "By {name}." }],
  ["a counted noun", `formatCount(3, "person", "people")`, { "person | people": { one: "person", other: "people" } }],
  ["a table's noun", `<Table noun={["group", "groups"]} />`, { "group | groups": { one: "group", other: "groups" } }],
])("a text is found: %s", (_, code, texts) => {
  expect(textsOf(code)).toEqual({ texts, problems: [] });
});

test.each([
  ["<p>Nobody is here</p>", "page.tsx:1 says “Nobody is here” without t()"],
  [`<Field label="Name" />`, "page.tsx:1 says “Name” without t()"],
  ["t(label)", "page.tsx:1 t() takes a literal, which is what translators get to see"],
])("a text that no translator would see is a problem: %s", (code, problem) => {
  expect(textsOf(code).problems).toEqual([problem]);
});

test("labels of other vendors' portals stay as they are there", () => {
  expect(textsOf("<Ui>Enterprise applications</Ui>")).toEqual({ texts: {}, problems: [] });
});
