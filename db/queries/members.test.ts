import { beforeAll, expect, it } from "vitest";
import { type ManyGroups, makeManyGroups } from "../testing/many-groups.ts";
import { analyze, planOf } from "../testing/plan.ts";
import { statementsOf } from "../testing/statements.ts";
import { listGroupsOfUsers, listMembers, listMembersAfter } from "./members.ts";

let made: ManyGroups;
beforeAll(async () => {
  made = await makeManyGroups({ users: 10_000, groups: 2, membersPerGroup: 6_000 });
  await analyze();
}, 60_000);

it("pieces of a group are its members, each once and in order, and a piece reads no more than its members", async () => {
  const { scope, groupIds } = made;
  const [id = ""] = groupIds;
  const whole = (await listMembers(scope, [id])).get(id);
  const pieces = [];
  for (let after: string | undefined; ; ) {
    const piece = await listMembersAfter(scope, id, { after, limit: 2_500 });
    if (piece.length === 0) break;
    pieces.push(piece);
    after = piece.at(-1)?.id;
  }
  expect(pieces.map(({ length }) => length)).toEqual([2_500, 2_500, 1_000]);
  expect(pieces.flat()).toEqual(whole);

  const after = whole?.[3_000]?.id ?? "";
  const [{ text } = { text: "" }] = await statementsOf(() => listMembersAfter(scope, id, { after, limit: 100 }));
  const nodes = await planOf({ text, params: [scope.accountId, scope.configurationId, id, after, 100] });
  expect(Math.max(...nodes.map((node) => node["Actual Rows"] ?? 0))).toBeLessThanOrEqual(101);
});

it("the groups of one person are asked for by a prepared statement, which looks into no other group of the account", async () => {
  const { scope, userIds } = await makeManyGroups({ users: 2_000, groups: 2_000, membersPerGroup: 1 });
  // not analyzed: the statistics know of few groups, and reading them all looks cheap
  const [id = ""] = userIds;
  const [{ text } = { text: "" }] = await statementsOf(() => listGroupsOfUsers(scope, [id]));
  const nodes = await planOf({ text, params: [scope.accountId, scope.configurationId, id], prepare: true });
  expect(nodes[0]?.["Actual Rows"]).toBe(1);
  expect(Math.max(...nodes.map((node) => node["Actual Rows"] ?? 0))).toBe(1);
});
