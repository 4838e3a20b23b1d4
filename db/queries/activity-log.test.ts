import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../testing.ts";
import { type ActivityFilter, eachActivity, type LogEntry, listActivityLog } from "./activity-log.ts";
import { createAdmin } from "./admins.ts";
import { deleteConfiguration } from "./configurations.ts";
import { addMembers, createGroup, deleteGroup, removeMembers } from "./group-changes.ts";
import { recordScimRequest } from "./scim-requests.ts";
import type { ScimScope, Scope } from "./scope.ts";

const what = (entries: LogEntry[]) =>
  entries.map((entry) => (entry.type === "change" ? entry.action : `${entry.method} ${entry.status}`));

const ask = async (scope: Scope, filter: ActivityFilter = {}, limit = 50) => {
  const page = await listActivityLog(scope, filter, { limit });
  return { ...page, what: what(page.entries) };
};

const refuse = (configuration: ScimScope, path: string) =>
  recordScimRequest(configuration, {
    ...{ tokenId: newId(), at: new Date(), kind: "failure", method: "PATCH", path, status: 400, scimType: "invalidPath" },
    ...{ detail: "No such attribute.", advice: "Correct the mapping.", sent: null, idp: "entra" },
  });

/** An account where an admin made a pool, and an IdP two people, one of whom failed once. */
async function makeHistory() {
  const account = await makeAccount();
  const { id: adminId } = await createAdmin(account, system, {
    ...{ email: `${newId()}@example.com`, name: "Ann Admin", role: "full", passwordHash: undefined },
  });
  const poolId = await makePool(account, 5);
  const configuration = await makeConfiguration(account, poolId);
  const first = await makeUser(configuration, { userName: "first", displayName: "First Person" });
  await refuse(configuration, `/scim/v2/Users/${first}`);
  const second = await makeUser(configuration, { userName: "second", displayName: "Second Person" });
  return { account, adminId, poolId, configuration, first, second };
}

describe("the Activity log", () => {
  it("tells changes and failed requests in one order, newest first", async () => {
    const { account } = await makeHistory();
    expect((await ask(account)).what).toEqual([
      ...["user.created", "PATCH 400", "user.created", "configuration.created", "pool.created", "admin.created"],
    ]);
  });

  it("names whatever it mentions, deleted or not", async () => {
    const { account, configuration, first, poolId } = await makeHistory();
    const name = async (id: string) => (await ask(account)).names.get(id);
    expect(await name(first)).toEqual({ name: "First Person", gone: false });
    expect(await name(poolId)).toEqual({ name: "Sales Navigator Advanced", gone: false });
    await deleteConfiguration(account, system, configuration.configurationId);
    expect(await name(first)).toEqual({ name: "First Person", gone: true });
    expect(await name(configuration.configurationId)).toEqual({ name: "Test", gone: true });
  });

  it("tells of a person which groups they joined and left, and by whom", async () => {
    const { account, first, second } = await makeHistory();
    const group = await createGroup(account, system, "Sales");
    await addMembers(account, system, group, [first, second]);
    await removeMembers(account, system, group, [second]);
    await deleteGroup(account, system, { id: group, was: "Sales" });
    const { what, names } = await ask(account, { about: second });
    expect(what).toEqual(["group.members_changed", "group.members_changed", "user.created"]);
    expect(names.get(group)).toEqual({ name: "Sales", gone: true });
    expect((await ask(account, { about: first })).what).toEqual([
      ...["group.deleted", "group.members_changed", "PATCH 400", "user.created"],
    ]);
    expect((await ask(account, { about: second, kind: "people" })).what).toEqual(["user.created"]);
    expect((await ask(await makeAccount(), { about: second })).what).toEqual([]);
  });

  it("is narrowed by what it is about, configuration, kind, who did it, and time", async () => {
    const { account, configuration, first } = await makeHistory();
    const other = await makeConfiguration(account);
    const narrowed = async (filter: ActivityFilter) => (await ask(account, filter)).what;
    expect(await narrowed({ about: first })).toEqual(["PATCH 400", "user.created"]);
    expect(await narrowed({ configurationId: other.configurationId })).toEqual(["configuration.created"]);
    expect(await narrowed({ kind: "licenses" })).toEqual(["user.created", "user.created", "pool.created"]);
    expect(await narrowed({ kind: "configurations" })).toEqual(["configuration.created", "configuration.created"]);
    expect(await narrowed({ kind: "requests" })).toEqual(["PATCH 400"]);
    expect(await narrowed({ by: { id: configuration.configurationId } })).toEqual(["user.created", "PATCH 400", "user.created"]);
    expect(await narrowed({ by: { kind: "idp" } })).toEqual(["user.created", "PATCH 400", "user.created"]);
    expect(await narrowed({ by: { kind: "admin" } })).toEqual([]);
    expect(await narrowed({ kind: "people", by: { kind: "system" } })).toEqual([]);
    expect(await narrowed({ from: new Date(Date.now() + 60_000) })).toEqual([]);
    expect(await narrowed({ until: new Date(Date.now() - 60_000) })).toEqual([]);
    expect(await narrowed({ from: new Date(Date.now() - 60_000), kind: "people" })).toHaveLength(2);
  });

  it("shows nothing of another account, and an unknown id is the same as a foreign one", async () => {
    const { first, configuration, adminId } = await makeHistory();
    const stranger = await makeAccount();
    expect((await ask(stranger)).entries).toEqual([]);
    for (const id of [first, newId(), "nonsense"]) {
      expect((await ask(stranger, { about: id })).entries).toEqual([]);
    }
    const { names } = await ask(stranger, { by: { id: adminId }, configurationId: configuration.configurationId });
    expect([...names]).toEqual([]);
  });

  it("walks older and newer pages without a gap, while new entries arrive", async () => {
    const { account, configuration, first } = await makeHistory();
    const page = (cursor: { before?: string | undefined; after?: string | undefined }) =>
      listActivityLog(account, {}, { ...cursor, limit: 2 });
    const newest = await page({});
    expect(newest.newer).toBeUndefined();
    const second = await page({ before: newest.older });
    await setActive(configuration, first, false);
    const third = await page({ before: second.older });
    expect([newest, second, third].flatMap(({ entries }) => what(entries))).toEqual([
      ...["user.created", "PATCH 400", "user.created", "configuration.created", "pool.created", "admin.created"],
    ]);
    expect(third.older).toBeUndefined();
    expect(what((await page({ after: third.newer })).entries)).toEqual(what(second.entries));
    const back = await page({ after: second.newer });
    expect(what(back.entries)).toEqual(what(newest.entries));
    expect(what((await page({ after: back.newer })).entries)).toEqual(["user.deactivated"]);
  });

  it("is exported whole, in batches", async () => {
    const { account } = await makeHistory();
    const exported: string[] = [];
    for await (const { entries } of eachActivity(account, {}, 4)) exported.push(...what(entries));
    expect(exported).toEqual((await ask(account)).what);
  });
});
