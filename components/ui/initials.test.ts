import { expect, it } from "vitest";
import { initials } from "./initials.ts";

it.each([
  ["Ann Bee", "AB"],
  ["Ann Maria van den Berg", "AB"],
  ["ann", "A"],
  ["李 小龍", "李小"],
  ["عبد الرحمن", "عا"],
  ["🦊 Fox", "F"],
  ["E\u0301lodie \u1112\u1161\u11ab", "\u00c9\ud55c"],
  ["𐐨𐐩", "𐐀"],
  ["<b>Bobby</b>", "BB"],
  ["  ", ""],
  ["🦊", ""],
])("the initials of %j are %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
