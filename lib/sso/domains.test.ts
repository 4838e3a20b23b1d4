import { expect, test } from "vitest";
import { parseDomains } from "./domains.ts";

test("domains are taken as people type them, each once", () => {
  expect(parseDomains(" @Example.com, example.org;EXAMPLE.com\nmünchen.example")).toEqual({
    list: ["example.com", "example.org", "münchen.example"],
    wrong: undefined,
  });
  expect(parseDomains("")).toEqual({ list: [], wrong: undefined });
});

test.each(["com", "ann@example.com", "*.example.com", "https://example.com", "-a.example", "a..b"])("%s is no domain", (text) => {
  expect(parseDomains(`example.com ${text}`).wrong).toBe(text);
});
