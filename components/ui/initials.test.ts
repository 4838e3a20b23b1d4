import { expect, it } from "vitest";
import { initials } from "./initials.ts";

it.each([
  ["Ann Bee", "AB"],
  ["Ann Maria van den Berg", "AB"],
  ["ann", "A"],
  ["李 小龍", "李小"],
  ["عبد الرحمن", "عا"],
  ["🦊 Fox", "F"],
  ["<b>Bobby</b>", "BB"],
  ["  ", ""],
  ["🦊", ""],
])("the initials of %j are %j", (name, expected) => {
  expect(initials(name)).toBe(expected);
});
