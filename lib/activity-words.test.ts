import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { activityWords, hasWords, isActivityKind, licenseWords } from "./activity-words.ts";

const root = path.join(import.meta.dirname, "..");
const sources = ["db/functions", "db/queries", "lib/scim-endpoint"].flatMap((folder) =>
  readdirSync(path.join(root, folder))
    .filter((name) => /\.(ts|sql)$/.test(name) && !name.includes(".test."))
    .map((name) => path.join(root, folder, name)),
);
const nouns = "user|license|pool|mass_leave|group|group_rule|configuration|token|admin|account";
const mentioned = sources.flatMap((file) =>
  [...readFileSync(file, "utf8").matchAll(new RegExp(`["'\`]((?:${nouns})\\.[a-z_]+)["'\`]`, "g"))].map(([, action]) => action),
);

describe("activityWords", () => {
  it("has a sentence for every action that the code writes", () => {
    expect(mentioned.length).toBeGreaterThan(20);
    expect([...new Set(mentioned)].filter((action) => action && !hasWords(action))).toEqual([]);
  });

  it("spells out an action that it does not know", () => {
    expect(activityWords("user.sent_to_moon")).toEqual({ says: "User sent to moon.", tone: "neutral" });
    expect(activityWords("constructor").says).toBe("Constructor.");
  });
});

it("a kind is one of the list, never a property of every object", () => {
  expect([isActivityKind("people"), isActivityKind("toString"), isActivityKind(undefined)]).toEqual([true, false, false]);
});

it("a license says where it went", () => {
  const say = (before: string | null, after: string | null, position?: number) =>
    licenseWords({ before, after, position }, "Learning");
  expect(say(null, "invited")).toBe("Learning: Invited.");
  expect(say(null, "waiting", 3)).toBe("Waiting for Learning, number 3 in line.");
  expect(say("waiting", null)).toBe("Left the line for Learning.");
  expect(say("activated", null)).toBe("Learning returned.");
  expect(say("invited", "invited")).toBe("Learning kept.");
});
