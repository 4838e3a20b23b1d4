import { expect, test } from "vitest";
import { isStale, isUnchanged, namesEtag, weakEtag } from "./etag.ts";

test("a version is a weak entity-tag", () => expect(weakEtag(7)).toBe('W/"7"'));

test.each([
  ['W/"7"', true],
  ['"7"', true],
  ["*", true],
  [' W/"6" , W/"7" ', true],
  ["7", true],
  ['w/"7"', true],
  ['W/"77"', false],
  ['"6","8"', false],
  ['"6,7"', false],
  ["", false],
])("%s names version 7: %s", (header, named) => expect(namesEtag(header, weakEtag(7))).toBe(named));

test("a write is stale only when If-Match is present and names another version", () => {
  expect(isStale(null, weakEtag(7))).toBe(false);
  expect(isStale("", weakEtag(7))).toBe(false);
  expect(isStale('W/"7"', weakEtag(7))).toBe(false);
  expect(isStale('W/"6"', weakEtag(7))).toBe(true);
});

test("a read is unchanged only when If-None-Match names its version", () => {
  expect(isUnchanged(null, weakEtag(7))).toBe(false);
  expect(isUnchanged('W/"6"', weakEtag(7))).toBe(false);
  expect(isUnchanged('W/"6", W/"7"', weakEtag(7))).toBe(true);
});
