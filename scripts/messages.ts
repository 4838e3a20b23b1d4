// `npm run messages` writes messages/en.json: every text of the console, for translators. lib/text.ts says how texts are used.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { root } from "./bootstrap.mjs";

export const catalogue = path.join(root, "messages/en.json");

type Texts = Record<string, string | { one: string; other: string }>;
/** `texts`: by their keys. `problems`: what cannot be translated, one sentence each. */
type Found = { texts: Texts; problems: string[] };

const sources = () =>
  globSync(["app/**/*.{ts,tsx}", "components/**/*.{ts,tsx}", "lib/**/*.ts", "db/**/*.ts"], { cwd: root })
    .filter((file) => !/\.test\.tsx?$|^app\/design\/|^lib\/text\.ts$/.test(file))
    .toSorted();

/** All texts of the product's source. */
export function findTexts(): Found {
  const found: Found = { texts: {}, problems: [] };
  for (const file of sources()) findTextsOf(file, readFileSync(path.join(root, file), "utf8"), found);
  return found;
}

/** Adds the texts of one file to what was found. */
export function findTextsOf(file: string, code: string, { texts, problems }: Found): void {
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const complain = (node: ts.Node, sentence: string) =>
    problems.push(`${file}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${sentence}`);

  function visit(node: ts.Node): void {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) readCall(node, node.expression.text);
    if (ts.isArrayLiteralExpression(node) && isNoun(node.parent)) addPlural(node.elements);
    if (ts.isJsxText(node) && isText(node.text) && !isForeign(node.parent))
      complain(node, `says “${node.text.trim()}” without t()`);
    if (ts.isJsxAttribute(node) && spoken.test(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer))
      if (isText(node.initializer.text)) complain(node, `says “${node.initializer.text}” without t()`);
    ts.forEachChild(node, visit);
  }

  function readCall({ arguments: [first, ...others] }: ts.CallExpression, name: string): void {
    if (["formatCount", "plural", "count"].includes(name)) addPlural(others);
    else if ((name !== "t" && name !== "rich") || !first) return;
    else if (ts.isStringLiteralLike(first)) texts[first.text] = first.text;
    else complain(first, `${name}() takes a literal, which is what translators get to see`);
  }

  function addPlural([one, other]: readonly ts.Node[]): void {
    if (one && other && ts.isStringLiteral(one) && ts.isStringLiteral(other))
      texts[`${one.text} | ${other.text}`] = { one: one.text, other: other.text };
  }

  visit(source);
}

/** Attributes that people read or hear. */
const spoken = /^(label|title|description|hint|placeholder|alt|aria-label|searchLabel|confirmLabel|submitLabel)$/;
const isText = (text: string) => /\p{L}{2}/u.test(text);
/** noun={["person", "people"]} or { noun: ["person", "people"] } */
const isNoun = (node: ts.Node) =>
  (ts.isJsxExpression(node) && ts.isJsxAttribute(node.parent) && node.parent.name.getText() === "noun") ||
  (ts.isPropertyAssignment(node) && node.name.getText() === "noun");
/** Labels of other vendors' portals, and what is typed as it stands. */
const isForeign = (node: ts.Node) =>
  ts.isJsxElement(node) && /^(Ui|Pattern|code|kbd)$/.test(node.openingElement.tagName.getText());

/** messages/en.json as it should be. */
export function catalogueText({ texts }: Found): string {
  const sorted = Object.entries(texts).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return `${JSON.stringify(Object.fromEntries(sorted), null, 2)}\n`;
}

if (import.meta.main) {
  const found = findTexts();
  writeFileSync(catalogue, catalogueText(found));
  console.log(`${Object.keys(found.texts).length} texts in messages/en.json`);
  for (const problem of found.problems) console.error(problem);
  process.exitCode = found.problems.length === 0 ? 0 : 1;
}
