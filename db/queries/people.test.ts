import { afterAll, describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { closeDatabase, sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, makeUser } from "../testing.ts";
import { createPerson, removePeople, updatePerson } from "./people.ts";
import { findProfile } from "./profiles.ts";
import type { Scope } from "./scope.ts";

afterAll(closeDatabase);

const admin = { kind: "admin", id: newId() } as const;

async function makeDirectory() {
  const scope = await makeAccount();
  return makeConfiguration(scope, await makePool(scope, 5));
}

const actions = async ({ accountId }: Scope, id: string) =>
  (
    await sql()<{ action: string; actor_kind: string; changes: unknown }[]>`
      select action, actor_kind, changes from activity where account_id = ${accountId} and subject_id = ${id} order by id`
  ).map(({ action, actor_kind, changes }) => [action, actor_kind, changes]);

describe("a person added by hand", () => {
  it("is active, has what was typed, and one activity row by the admin", async () => {
    const scope = await makeAccount();
    const values = { email: "Ann.Lee@example.com", firstName: "Ann", lastName: "Lee", department: "Sales", uniqueId: "U-1" };
    const { outcome, id } = await createPerson(scope, admin, values);
    expect(outcome).toBe("created");
    expect(await findProfile(scope, id)).toMatchObject({
      ...{ name: "Ann Lee", userName: "Ann.Lee@example.com", email: "Ann.Lee@example.com", department: "Sales" },
      ...{ active: true, uniqueId: "U-1", ownerId: null, links: [] },
    });
    expect(await actions(scope, id)).toEqual([["user.created", "admin", null]]);
  });

  it("is not added twice, also not beside somebody whom an IdP provisioned, in whatever case", async () => {
    const scope = await makeDirectory();
    const provisioned = await makeUser(scope, { userName: "bo@example.com" });
    expect(await createPerson(scope, admin, { email: "BO@example.com" })).toEqual({ outcome: "exists", id: provisioned });
    const { id } = await createPerson(scope, admin, { email: "cy@example.com" });
    expect(await createPerson(scope, admin, { email: "cy@example.com" })).toEqual({ outcome: "exists", id });
  });

  it("is one person when a hundred add them at once", async () => {
    const scope = await makeAccount();
    const results = await Promise.all(
      Array.from({ length: 100 }, () => createPerson(scope, admin, { email: "one@example.com" })),
    );
    expect(results.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
    expect(new Set(results.map(({ id }) => id)).size).toBe(1);
  });
});

describe("updatePerson", () => {
  it("writes what changed, takes away what is empty, and logs it field by field", async () => {
    const scope = await makeAccount();
    const { id } = await createPerson(scope, admin, { email: "a@example.com", title: "Clerk", location: "Oslo" });
    expect(await updatePerson(scope, admin, id, { title: "", location: "Bergen", email: "a@example.com" })).toEqual({
      outcome: "updated",
      skipped: [],
    });
    const profile = await findProfile(scope, id);
    expect(profile?.attributes).toEqual({
      userName: "a@example.com",
      emails: [{ value: "a@example.com", type: "work", primary: true }],
      addresses: [{ type: "work", locality: "Bergen" }],
    });
    expect((await actions(scope, id)).at(-1)).toEqual([
      "user.updated",
      "admin",
      { title: ["Clerk", null], addresses: ["Oslo", "Bergen"] },
    ]);
    expect(await updatePerson(scope, admin, id, { location: "Bergen" })).toMatchObject({ outcome: "unchanged" });
  });

  it("leaves alone what an IdP owns and fixes what it did not send", async () => {
    const scope = await makeDirectory();
    const id = await makeUser(scope, { userName: "a@example.com", title: "Clerk" });
    const result = await updatePerson(scope, admin, id, { title: "Boss", department: "Sales", uniqueId: "U-2" });
    expect(result).toMatchObject({ outcome: "updated", skipped: [{ key: "title" }] });
    expect(await findProfile(scope, id)).toMatchObject({
      ...{ title: "Clerk", department: "Sales", uniqueId: "U-2" },
      owners: { "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department": "admin" },
    });
    await updatePerson(scope, admin, id, { department: "" });
    expect(await findProfile(scope, id)).toMatchObject({ department: undefined, owners: {} });
  });

  it("takes an IdP's unique ID for the one that it is", async () => {
    const scope = await makeDirectory();
    const id = await makeUser(scope, { userName: "a@example.com" }, { externalId: "U-1" });
    expect(await updatePerson(scope, admin, id, { uniqueId: "U-1" })).toMatchObject({ outcome: "unchanged" });
    expect(await updatePerson(scope, admin, id, { uniqueId: "U-2" })).toMatchObject({ outcome: "updated" });
    expect(await findProfile(scope, id)).toMatchObject({ uniqueId: "U-2" });
  });

  it("refuses a taken user name, a stale version and somebody who is gone", async () => {
    const scope = await makeAccount();
    const { id } = await createPerson(scope, admin, { email: "a@example.com" });
    await createPerson(scope, admin, { email: "b@example.com" });
    expect(await updatePerson(scope, admin, id, { userName: "B@example.com" })).toMatchObject({ outcome: "taken" });
    expect(await updatePerson(scope, admin, id, { title: "X" }, { version: 7 })).toMatchObject({ outcome: "stale" });
    expect(await updatePerson(scope, admin, newId(), { title: "X" })).toMatchObject({ outcome: "gone" });
    expect(await updatePerson(await makeAccount(), admin, id, { title: "X" })).toMatchObject({ outcome: "gone" });
  });
});

describe("removePeople", () => {
  it("removes whom only admins hold and refuses whom an IdP keeps", async () => {
    const scope = await makeDirectory();
    const { id } = await createPerson(scope, admin, { email: "a@example.com" });
    const provisioned = await makeUser(scope, { userName: "b@example.com" });
    const stranger = (await createPerson(await makeAccount(), admin, { email: "c@example.com" })).id;
    expect(await removePeople(scope, admin, [id, provisioned, stranger])).toEqual([
      { id, outcome: "removed" },
      { id: provisioned, outcome: "linked" },
      { id: stranger, outcome: "gone" },
    ]);
    expect(await findProfile(scope, id)).toBeUndefined();
    expect(await findProfile(scope, provisioned)).toBeDefined();
    expect((await actions(scope, id)).at(-1)).toEqual(["user.deleted", "admin", null]);
  });
});
