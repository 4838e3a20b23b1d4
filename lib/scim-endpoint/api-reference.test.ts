import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { bulkLimits } from "../scim/bulk.ts";
import { filterLimits } from "../scim/filter.ts";
import { pageSize } from "../scim/list.ts";
import { patchLimits } from "../scim/patch.ts";
import { valueLimits } from "../scim/value.ts";
import { cursorTimeout } from "./cursor.ts";
import { limits } from "./limits.ts";
import { makeIdp, send } from "./testing.ts";

const reference = readFileSync("docs/api.md", "utf8");

/** The parts of the page that have examples; each is played against a configuration of its own, Users to Bulk against one. */
const parts = reference
  .replace(/\n## (Groups|Lists|Bulk)\n/g, "\n### $1\n")
  .split(/^## /m)
  .map((text) => ({ title: text.split("\n", 1)[0], blocks: blocksOf(text) }))
  .filter(({ blocks }) => blocks.length > 0);

function blocksOf(text: string): string[] {
  return [...text.matchAll(/```http\n(.*?)```/gs)].map(([, block = ""]) => block);
}

/** First line, headers and JSON of a block. */
function read(block: string) {
  const [head = "", ...body] = block.split("\n\n");
  const [line = "", ...headers] = head.trim().split("\n");
  const named = headers.map((header): [string, string] => {
    const [name = "", value = ""] = header.split(/: ?(.*)/s);
    return [name, value];
  });
  const json = body.join("\n\n").trim();
  const parsed: unknown = json === "" ? undefined : JSON.parse(json);
  return { line, headers: named, body: parsed };
}

type Names = Map<string, string>;

const fill = (text: string, names: Names) => text.replace(/\{(\w+)\}/g, (whole, name: string) => names.get(name) ?? whole);

/** What an answer has to be like; the names of ids are learned from the first answer that shows them. */
function expected(shown: unknown, answered: unknown, names: Names): unknown {
  if (typeof shown === "string") return expectedText(shown, answered, names);
  if (Array.isArray(shown)) return shown.map((item, at) => expected(item, Reflect.get(Object(answered), at), names));
  if (typeof shown !== "object" || shown === null) return shown;
  const { "…": others, ...members } = shown as Record<string, unknown>; // an object of JSON
  const each = Object.entries(members).map(([name, value]) => [
    name,
    expected(value, Reflect.get(Object(answered), name), names),
  ]);
  return others ? expect.objectContaining(Object.fromEntries(each)) : Object.fromEntries(each);
}

function expectedText(shown: string, answered: unknown, names: Names): unknown {
  if (shown === "…") return expect.any(String);
  const [whole, name = ""] = /\{(\w+)\}$/.exec(shown) ?? [];
  if (whole !== undefined && !names.has(name) && typeof answered === "string")
    names.set(name, answered.slice(shown.length - whole.length));
  return fill(shown, names);
}

describe.each(parts)("$title", ({ blocks }) => {
  it("every example is answered as the reference says", async () => {
    const idp = await makeIdp();
    const names: Names = new Map();
    expect(blocks.length % 2).toBe(0);
    for (let at = 0; at < blocks.length; at += 2) {
      const [asked = "", shown = ""] = blocks.slice(at, at + 2);
      const request = read(fill(asked, names));
      const answer = read(shown);
      const headers = { authorization: `Bearer ${idp.token}`, ...Object.fromEntries(request.headers.map(lower)) };
      const { status, headers: sent, body } = await send(request.line, { headers, body: request.body });
      expect({ of: asked, status, body }).toEqual({
        of: asked,
        status: Number(answer.line),
        body: expected(answer.body ?? {}, body, names),
      });
      for (const [name, value] of answer.headers) expect(sent.get(name), asked).toBe(fill(value, names));
      if (answer.line === "201") expect(sent.get("location")).toMatch(/^http:\/\/localhost:3000\/scim\/v2\/(Users|Groups)\//);
    }
  });
});

const lower = ([name, value]: [string, string]) => [name.toLowerCase(), value];

it("Entra ID, Okta and OneLogin have examples", () => {
  for (const title of ["Users", "Microsoft Entra ID", "Okta", "OneLogin"])
    expect(parts.map((part) => part.title)).toContain(title);
});

it("the limits are those that hold", () => {
  const number = (value: number) => value.toLocaleString("en-US");
  const mebibytes = (bytes: number) => `${bytes / 1_048_576} MiB`;
  for (const [what, limit] of [
    ["body", mebibytes(limits.bodyBytes)],
    ["body of POST, PUT and PATCH of a group", mebibytes(limits.groupBodyBytes)],
    ["operations of a Bulk request", number(bulkLimits.operations)],
    ["operations of a PATCH request", number(patchLimits.operations)],
    ["resources on a page", `${pageSize.max}, and ${pageSize.default} when \`count\` is absent`],
    ["filter", `${number(filterLimits.characters)} characters, ${filterLimits.depth} levels, ${filterLimits.terms} terms`],
    ["nesting of JSON", `${limits.jsonDepth} levels`],
    ["text", `${number(valueLimits.text)} characters; \`userName\` ${valueLimits.userName}`],
    ["values of an attribute other than members", number(valueLimits.elements)],
    ["age of a cursor", `${number(cursorTimeout)} seconds`],
  ])
    expect(reference).toContain(`\n| ${what} | ${limit} |\n`);
});
