import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { readMessages } from "./messages.ts";

const folder = mkdtempSync(path.join(tmpdir(), "messages-"));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, text: string): string {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
}

test("the name of a file says its language", () => {
  const texts = { Users: "Usuários", "person | people": { one: "pessoa", other: "pessoas" } };
  expect(readMessages(file("pt-BR.json", JSON.stringify(texts)))).toEqual({ language: "pt-BR", texts });
});

test.each([
  ["no language", "translation_1.json", "{}", /Incorrect locale/],
  ["no JSON", "de.json", "{", /JSON/],
  ["a list for a text", "de.json", '{"Users":["Benutzer"]}', /Users/],
  ["a plural category that there is not", "de.json", '{"person | people":{"two or more":"Personen"}}', /person \| people/],
])("a file with %s stops the start with a sentence", (_, name, text, reason) => {
  expect(() => readMessages(file(name, text))).toThrow(/^MESSAGES must be a file of translations such as de.json: /);
  expect(() => readMessages(file(name, text))).toThrow(reason);
});
