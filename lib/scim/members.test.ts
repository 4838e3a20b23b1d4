import { describe, expect, test } from "vitest";
import { groupType } from "./group.ts";
import { applyPatch } from "./patch.ts";
import { assigns, readResource } from "./validate.ts";

const group = { displayName: "Staff", externalId: "g1" };
const run = (...operations: unknown[]) => applyPatch(groupType, group, { Operations: operations });
const changes = (...operations: unknown[]) => run(...operations).members;
const refused = (scimType: string) => expect.objectContaining({ status: 400, scimType });

describe("members are changes, never part of the resource", () => {
  test("add and remove in order, in one request (Okta)", () => {
    const { resource, members } = run(
      { op: "remove", path: 'members[value eq "u1"]' },
      { op: "add", path: "members", value: [{ value: "u2", display: "test.user@okta.local" }] },
      { op: "replace", path: "displayName", value: "Team" },
    );
    expect(resource).toEqual({ displayName: "Team", externalId: "g1" });
    expect(members).toEqual([
      { kind: "remove", values: ["u1"] },
      { kind: "add", values: ["u2"] },
    ]);
  });

  test("members that were loaded are neither needed nor returned", () => {
    const loaded = { ...group, members: [{ value: "u1" }] };
    const { resource, members } = applyPatch(groupType, loaded, {
      Operations: [{ op: "replace", path: "displayName", value: "Team" }],
    });
    expect(resource).toEqual({ displayName: "Team", externalId: "g1" });
    expect(members).toEqual([]);
    expect(loaded.members).toEqual([{ value: "u1" }]);
  });

  test("Replace externalId changes that alone", () => {
    expect(run({ op: "Replace", path: "externalId", value: "new" })).toEqual({
      resource: { displayName: "Staff", externalId: "new" },
      members: [],
      ignored: [],
    });
  });

  test("Okta's rename repeats the id", () => {
    const { resource, ignored } = run({ op: "replace", value: { id: "abf4dd94", displayName: "Renamed" } });
    expect(resource.displayName).toBe("Renamed");
    expect(ignored).toEqual([]);
  });
});

describe("add", () => {
  test.each([
    [[{ $ref: null, value: "u1" }]],
    [{ value: "u1" }],
    ["u1"],
    [["u1"]],
    [[{ value: "u1", type: "User", display: "One", $ref: "https://x/Users/u1" }, { value: "u1" }]],
  ])("%j adds u1 once", (value) =>
    expect(changes({ op: "Add", path: "members", value })).toEqual([{ kind: "add", values: ["u1"] }]),
  );

  test.each([[[]], [null]])("%j adds nobody", (value) => expect(changes({ op: "add", path: "members", value })).toEqual([]));

  test("without a path", () => {
    expect(changes({ op: "add", value: { members: [{ value: "u1" }] } })).toEqual([{ kind: "add", values: ["u1"] }]);
  });

  test.each([[[{}]], [[{ display: "x" }]], [[{ value: 5 }]], [5], [[{ value: "" }]]])("%j is 400 invalidValue", (value) =>
    expect(() => changes({ op: "add", path: "members", value })).toThrow(refused("invalidValue")),
  );
});

describe("remove", () => {
  test("a list removes exactly those, also an empty one", () => {
    expect(changes({ op: "Remove", path: "members", value: [{ $ref: null, value: "u1" }] })).toEqual([
      { kind: "remove", values: ["u1"] },
    ]);
    expect(changes({ op: "remove", path: "members", value: [] })).toEqual([]);
  });

  test.each([{}, { value: null }])("%j beside the path removes everybody", (rest) =>
    expect(changes({ op: "remove", path: "members", ...rest })).toEqual([{ kind: "replace", values: [] }]),
  );

  test("a filter of several ids removes those", () => {
    expect(changes({ op: "remove", path: 'members[value eq "u1" or value eq "u2"]' })).toEqual([
      { kind: "remove", values: ["u1", "u2"] },
    ]);
  });

  test("any other filter is handed on for the database to answer", () => {
    expect(changes({ op: "remove", path: 'members[type eq "Group"]' })).toEqual([
      { kind: "removeMatching", filter: expect.objectContaining({ kind: "compare", op: "eq", value: "Group" }) },
    ]);
  });
});

describe("replace", () => {
  test("a list is the exact set (Okta group push)", () => {
    expect(changes({ op: "replace", path: "members", value: [{ value: "u1" }, { value: "u2" }] })).toEqual([
      { kind: "replace", values: ["u1", "u2"] },
    ]);
    expect(changes({ op: "replace", value: { members: [{ value: "u1" }] } })).toEqual([{ kind: "replace", values: ["u1"] }]);
  });

  test.each([[[]], [null]])("%j empties the group", (value) =>
    expect(changes({ op: "Replace", path: "members", value })).toEqual([{ kind: "replace", values: [] }]),
  );

  test.each([[""], [[null, ""]]])("%j does not empty the group (decision 13)", (value) => {
    const replace = () => changes({ op: "replace", path: "members", value });
    if (value === "") expect(replace).toThrow(refused("invalidValue"));
    else expect(replace()).toEqual([]);
  });

  test("null beside members is skipped", () => {
    const value = [null, { value: "u1" }];
    expect(changes({ op: "replace", path: "members", value })).toEqual([{ kind: "replace", values: ["u1"] }]);
  });

  test("a PUT assigns members with a list or null, not with a list of nulls", () => {
    for (const members of [[], null, [{ value: "u1" }]]) expect(assigns(groupType, { members }, "members")).toBe(true);
    expect(assigns(groupType, { members: [null] }, "members")).toBe(false);
    expect(() => readResource(groupType, { displayName: "a", members: "" })).toThrow(refused("invalidValue"));
  });

  test("one selected member is exchanged", () => {
    expect(changes({ op: "replace", path: 'members[value eq "u1"]', value: { value: "u2" } })).toEqual([
      { kind: "remove", values: ["u1"] },
      { kind: "add", values: ["u2"] },
    ]);
  });
});

test("sub-attributes of members never change (RFC 7643 §4.2): 400 mutability", () => {
  for (const path of ['members[value eq "u1"].value', "members.type", 'members[value eq "u1"].display'])
    expect(() => changes({ op: "replace", path, value: "x" })).toThrow(refused("mutability"));
});

test("displayName of a group cannot be removed or emptied", () => {
  expect(() => run({ op: "remove", path: "displayName" })).toThrow(refused("mutability"));
  expect(() => run({ op: "replace", path: "displayName", value: "" })).toThrow(refused("invalidValue"));
});

test("a bad operation after member changes refuses the whole request", () => {
  expect(() => run({ op: "add", path: "members", value: "u1" }, { op: "add", path: "shoeSize", value: 1 })).toThrow(
    refused("invalidPath"),
  );
});

test("filters that the database must answer are few in one request; ids are not counted", () => {
  const matching = Array.from({ length: 21 }, () => ({ op: "remove", path: 'members[type eq "Group"]' }));
  expect(changes(...matching.slice(1))).toHaveLength(20);
  expect(() => changes(...matching)).toThrow(refused("invalidValue"));
  const byId = Array.from({ length: 1000 }, (_, at) => ({ op: "remove", path: `members[value eq "${at}"]` }));
  expect(changes(...byId)).toHaveLength(1000);
});

test("a push of 100,000 members becomes one change", () => {
  const value = Array.from({ length: 100_000 }, (_, index) => ({ value: `u${index}`, display: "x" }));
  const [change] = changes({ op: "replace", path: "members", value });
  expect(change).toMatchObject({ kind: "replace", values: { length: 100_000 } });
});
