import { expect, test } from "vitest";
import { foldChanges } from "./membership.ts";

const add = (...values: string[]) => ({ kind: "add", values }) as const;
const remove = (...values: string[]) => ({ kind: "remove", values }) as const;
const replace = (...values: string[]) => ({ kind: "replace", values }) as const;

test.each([
  ["nothing", [], { add: [], remove: [], full: false }],
  ["removes and adds of Okta stand side by side", [remove("a"), add("b")], { add: ["b"], remove: ["a"], full: false }],
  ["the last of add and remove counts", [add("a", "b"), remove("a")], { add: ["b"], remove: ["a"], full: false }],
  ["the last of remove and add counts", [remove("a", "b"), add("a")], { add: ["a"], remove: ["b"], full: false }],
  ["a replace forgets what came before", [add("a"), remove("b"), replace("c")], { add: ["c"], remove: [], full: true }],
  ["what follows a replace changes it", [replace("a", "b"), remove("a"), add("c")], { add: ["b", "c"], remove: [], full: true }],
  ["an empty replace empties", [add("a"), replace()], { add: [], remove: [], full: true }],
  ["a member named twice is one", [add("a", "a"), add("a")], { add: ["a"], remove: [], full: false }],
])("%s", (_, changes, delta) => expect(foldChanges(changes)).toEqual(delta));
