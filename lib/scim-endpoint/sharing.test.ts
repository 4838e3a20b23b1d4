import { beforeEach, describe, expect, it } from "vitest";
import { sql } from "../../db/client.ts";
import { setSameDirectory } from "../../db/queries/directories.ts";
import { poolState } from "../../db/testing.ts";
import { activityOf, createUser, enterprise, type Idp, listOf, makeIdp, patchOf, scimError, userNamesOf } from "./testing.ts";

/** Two configurations of one account, each with a pool of ten licenses: rules 2 to 6. */
let a: Idp;
let b: Idp & { poolId: string };
beforeEach(async () => {
  a = await makeIdp({ licenses: 10 });
  b = await makeIdp({ account: a, licenses: 10 });
});

const read = async (by: Idp, id: string) => (await by(`GET /Users/${id}`)).body;
const set = (by: Idp, id: string, path: string, value: unknown) =>
  by(`PATCH /Users/${id}`, patchOf({ op: "replace", path, value }));
const links = async (id: string) =>
  (await sql()`select from provisioning_links where account_id = ${a.accountId} and user_id = ${id}`).length;
const isActive = async (id: string) =>
  (await sql()`select active from users where account_id = ${a.accountId} and id = ${id}`)[0]?.active;

describe("one person, one profile (rule 2)", () => {
  it("who did not link the profile sees it without externalId and cannot find it by one; reading links nothing", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1" });
    const seen = await read(b, id);
    expect(seen).toMatchObject({ id, userName: "ada", active: true });
    expect(seen.externalId).toBeUndefined();
    expect(await listOf(b, { filter: 'externalId eq "a1"' })).toMatchObject({ body: { totalResults: 0 } });
    expect(userNamesOf(await listOf(b, { filter: 'userName eq "ADA"' }))).toEqual(["ada"]);
    expect(userNamesOf(await listOf(b, { filter: "not (externalId pr)" }))).toEqual(["ada"]);
    expect(await links(id)).toBe(1);
    expect(await poolState(b, b.poolId)).toMatchObject({ invited: 1 });
  });

  it("a second POST with the userName is 409, the first write is by PATCH or PUT and makes the link", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1" });
    expect(await b("POST /Users", { userName: "Ada", externalId: "b1" })).toMatchObject(scimError(409, "uniqueness"));
    expect(await links(id)).toBe(1);
    expect(await set(b, id, "externalId", "b1")).toMatchObject({ status: 200, body: { externalId: "b1", active: true } });
    expect(await read(a, id)).toMatchObject({ externalId: "a1" });
    expect(userNamesOf(await listOf(b, { filter: 'externalId eq "b1"' }))).toEqual(["ada"]);
    expect(await listOf(a, { filter: 'externalId eq "b1"' })).toMatchObject({ body: { totalResults: 0 } });
  });

  it("making a link is a change even when no attribute differs: version, activity, license; once", async () => {
    const id = await createUser(a, { userName: "ada", title: "Boss" });
    const dataOnly = await makeIdp({ account: a });
    for (const again of [false, true]) {
      expect(await set(dataOnly, id, "title", "Boss")).toMatchObject({ status: 200, body: { meta: { version: 'W/"2"' } } });
      expect(await activityOf(a, id), String(again)).toEqual(["user.created", "user.linked"]);
    }
    expect(await links(id)).toBe(2);
  });

  it("the first write links with the active that it sends, else with the one that was shown", async () => {
    const id = await createUser(a, { userName: "ada", active: false });
    expect(await set(b, id, "title", "x")).toMatchObject({ body: { active: false } });
    const other = await createUser(a, { userName: "bob" });
    expect(await b(`PUT /Users/${other}`, { userName: "bob", active: false })).toMatchObject({ body: { active: false } });
    expect(await read(a, other)).toMatchObject({ active: true });
  });
});

describe("an externalId of somebody else (rule 2)", () => {
  const found = async (by: Idp, externalId: string) => userNamesOf(await listOf(by, { filter: `externalId eq "${externalId}"` }));
  const sameDirectory = (asId?: string) => setSameDirectory(a, { kind: "system" }, b.configurationId, asId);

  it("matches in the same directory, until this configuration has one of its own or the directories part", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1" });
    await sameDirectory(a.configurationId);
    expect(await found(b, "a1")).toEqual(["ada"]);
    expect((await read(b, id)).externalId).toBeUndefined();
    expect(await found(await makeIdp({ account: a }), "a1")).toEqual([]);
    await set(b, id, "externalId", "b1");
    expect([await found(b, "a1"), await found(b, "b1"), await found(a, "b1"), await found(a, "a1")]).toEqual([
      [],
      ["ada"],
      [],
      ["ada"],
    ]);
    await createUser(a, { userName: "bob", externalId: "a2" });
    await sameDirectory();
    expect(await found(b, "a2")).toEqual([]);
  });

  it("matches the unique ID that an admin typed, in this account alone", async () => {
    const id = await createUser(a, { userName: "ada" });
    await sql()`update users set unique_id = 'E-77' where account_id = ${a.accountId} and id = ${id}`;
    expect([await found(a, "E-77"), await found(b, "E-77"), await found(b, "e-77")]).toEqual([["ada"], ["ada"], []]);
    expect(await found(await makeIdp({}), "E-77")).toEqual([]);
  });

  it("configurations that named one stay together when that one leaves; unknown ones are refused", async () => {
    const c = await makeIdp({ account: a });
    await createUser(c, { userName: "cy", externalId: "c1" });
    await sameDirectory(a.configurationId);
    await setSameDirectory(a, { kind: "system" }, c.configurationId, b.configurationId);
    expect([await found(a, "c1"), await found(b, "c1")]).toEqual([["cy"], ["cy"]]);
    await setSameDirectory(a, { kind: "system" }, a.configurationId, undefined);
    expect([await found(a, "c1"), await found(b, "c1")]).toEqual([[], ["cy"]]);
    const stranger = await makeIdp({});
    await expect(sameDirectory(stranger.configurationId)).rejects.toMatchObject({ code: "not_found" });
  });
});

describe("active belongs to the link (rule 3)", () => {
  it("the profile is active while any link says so", async () => {
    const id = await createUser(a, { userName: "ada" });
    await set(b, id, "title", "x");
    await set(b, id, "active", false);
    expect([(await read(a, id)).active, (await read(b, id)).active, await isActive(id)]).toEqual([true, false, true]);
    expect(userNamesOf(await listOf(b, { filter: "active eq true" }))).toEqual([]);
    expect(userNamesOf(await listOf(a, { filter: "active eq true" }))).toEqual(["ada"]);
    await set(a, id, "active", "False");
    const unlinked = await makeIdp({ account: a });
    expect([(await read(a, id)).active, (await read(unlinked, id)).active, await isActive(id)]).toEqual([false, false, false]);
  });

  it("the version that a write of one configuration answers is the one that the other reads", async () => {
    const id = await createUser(a, { userName: "ada" });
    const { body } = await set(b, id, "active", false);
    expect((await read(a, id)).meta).toMatchObject({ version: (body.meta as { version: string }).version }); // an answer to a write has one
  });
});

describe("each value has an owner (rule 4)", () => {
  it("PUT, remove and null clear only what their configuration owns", async () => {
    const id = await createUser(a, { userName: "ada", title: "of a", nickName: "of a", [enterprise]: { department: "of a" } });
    await b(`PUT /Users/${id}`, { userName: "ada", nickName: "of b", name: { givenName: "of b" } });
    const both = { title: "of a", nickName: "of b", name: { givenName: "of b" }, [enterprise]: { department: "of a" } };
    expect(await read(a, id)).toMatchObject(both);
    expect(await read(b, id)).toMatchObject(both);
    await b(
      `PATCH /Users/${id}`,
      patchOf({ op: "remove", path: "title" }, { op: "replace", path: `${enterprise}:department`, value: null }),
    );
    await a(`PUT /Users/${id}`, { userName: "ada" });
    const after = await read(a, id);
    expect(after).toMatchObject({ nickName: "of b", name: { givenName: "of b" } });
    expect([after.title, after[enterprise]]).toEqual([undefined, undefined]);
    await b(`PATCH /Users/${id}`, patchOf({ op: "remove", path: "nickName" }));
    expect((await read(a, id)).nickName).toBeUndefined();
  });

  it("who wrote a value last owns it", async () => {
    const id = await createUser(a, { userName: "ada", title: "of a" });
    await set(b, id, "title", "of b");
    await a(`PATCH /Users/${id}`, patchOf({ op: "remove", path: "title" }));
    expect((await read(a, id)).title).toBe("of b");
    await set(a, id, "title", "of a again");
    await b(`PATCH /Users/${id}`, patchOf({ op: "remove", path: "title" }));
    expect((await read(b, id)).title).toBe("of a again");
  });

  it("a write that loses to a value fixed by an admin is kept and returned to its sender alone, and is not repeated", async () => {
    const id = await createUser(a, { userName: "ada", title: "fixed" });
    await sql()`update users set owners = '{"title": "admin"}' where account_id = ${a.accountId} and id = ${id}`;
    const { body } = await set(a, id, "title", "of a");
    expect(body.title).toBe("of a");
    expect((await read(b, id)).title).toBe("fixed");
    expect((await set(a, id, "title", "of a")).body).toEqual(body);
    expect(await activityOf(a, id)).toEqual(["user.created", "user.updated"]);
    expect((await a(`PATCH /Users/${id}`, patchOf({ op: "remove", path: "title" }))).body.title).toBe("fixed");
  });
});

describe("auto-assign (rule 5)", () => {
  it("when no license is left people are created all the same and wait", async () => {
    const idp = await makeIdp({ licenses: 1 });
    for (const userName of ["first", "second", "third"]) await createUser(idp, { userName });
    expect(await poolState(idp, idp.poolId)).toMatchObject({ total: 1, invited: 1, waiting: 2 });
  });

  it("inactive people take none; becoming active asks for one, leaving returns it to who waits", async () => {
    const idp = await makeIdp({ licenses: 1 });
    const first = await createUser(idp, { userName: "first", active: false });
    const second = await createUser(idp, { userName: "second" });
    expect(await poolState(idp, idp.poolId)).toMatchObject({ invited: 1, waiting: 0 });
    await set(idp, first, "active", true);
    expect(await poolState(idp, idp.poolId)).toMatchObject({ invited: 1, waiting: 1 });
    await idp(`DELETE /Users/${second}`);
    expect(await poolState(idp, idp.poolId)).toMatchObject({ invited: 1, waiting: 0 });
    expect(await activityOf(idp, first)).toEqual(["user.created", "user.reactivated", "license.promoted"]);
  });

  it("what one configuration takes away another may still give", async () => {
    const id = await createUser(a, { userName: "ada" });
    await set(b, id, "title", "x");
    await a(`DELETE /Users/${id}`);
    expect(await poolState(b, b.poolId)).toMatchObject({ invited: 1 });
    await set(b, id, "active", false);
    expect(await poolState(b, b.poolId)).toMatchObject({ invited: 0 });
  });
});

describe("leaving (rule 6)", () => {
  it("DELETE is 404 from then on for that configuration alone", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1" });
    await set(b, id, "title", "x");
    expect(await a(`DELETE /Users/${id}`)).toMatchObject({ status: 204 });
    expect(await a(`GET /Users/${id}`)).toMatchObject(scimError(404));
    expect(userNamesOf(await listOf(a, {}))).toEqual([]);
    expect(await read(b, id)).toMatchObject({ userName: "ada", active: true });
    expect(await activityOf(a, id)).toEqual(["user.created", "user.linked", "user.unlinked"]);
    expect(await b(`DELETE /Users/${id}`)).toMatchObject({ status: 204 });
    expect((await activityOf(a, id)).at(-1)).toBe("user.deleted");
  });

  it("an unlinked configuration may delete what it sees: the others keep it", async () => {
    const id = await createUser(a, { userName: "ada" });
    expect(await b(`DELETE /Users/${id}`)).toMatchObject({ status: 204 });
    expect(await b(`GET /Users/${id}`)).toMatchObject(scimError(404));
    expect(await read(a, id)).toMatchObject({ userName: "ada", active: true });
  });

  it.each([
    ["an equal externalId", "a1", "a1"],
    ["none both times", undefined, undefined],
  ])("a later POST with %s revives the profile and its id; the body is applied as PUT", async (_, before, now) => {
    const id = await createUser(a, { userName: "ada", externalId: before, title: "old", nickName: "old", active: false });
    await a(`DELETE /Users/${id}`);
    const { status, headers, body } = await a("POST /Users", { userName: "ADA", externalId: now, title: "new" });
    expect({ status, body }).toMatchObject({ status: 201, body: { id, userName: "ADA", title: "new", active: true } });
    expect(body.nickName).toBeUndefined();
    expect(headers.get("location")).toMatch(new RegExp(`/Users/${id}$`));
    expect(await read(a, id)).toEqual(body);
    expect(await activityOf(a, id)).toEqual(["user.created", "user.deleted", "user.revived"]);
  });

  it("a revival keeps other owners' values", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1", title: "of a" });
    await set(b, id, "nickName", "of b");
    await a(`DELETE /Users/${id}`);
    const { status, body } = await a("POST /Users", { userName: "ada", externalId: "a1" });
    expect({ status, body }).toMatchObject({ status: 201, body: { id, nickName: "of b" } });
    expect(body.title).toBeUndefined();
  });

  it.each([
    ["another", "a1", "a2"],
    ["none any more", "a1", undefined],
    ["one for the first time", undefined, "a1"],
  ])("a later POST with %s makes a new profile when nobody holds the userName", async (_, before, now) => {
    const id = await createUser(a, { userName: "ada", externalId: before });
    await a(`DELETE /Users/${id}`);
    const { status, body } = await a("POST /Users", { userName: "ada", externalId: now });
    expect(status).toBe(201);
    expect(body.id).not.toBe(id);
  });

  it("a later POST with another externalId is 409 while somebody holds the userName", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1" });
    await set(b, id, "title", "x");
    await a(`DELETE /Users/${id}`);
    expect(await a("POST /Users", { userName: "ada", externalId: "a2" })).toMatchObject(scimError(409, "uniqueness"));
    expect(await a("POST /Users", { userName: "ada", externalId: "a1" })).toMatchObject({ status: 201, body: { id } });
  });

  it("a revival is 409 when the userName was taken meanwhile", async () => {
    const id = await createUser(a, { userName: "ada", externalId: "a1" });
    await a(`DELETE /Users/${id}`);
    await createUser(b, { userName: "ada" });
    expect(await a("POST /Users", { userName: "ada", externalId: "a1" })).toMatchObject(scimError(409, "uniqueness"));
  });
});

describe("one account never sees another (rule 10)", () => {
  it("the answer for a foreign id is the answer for an unknown id", async () => {
    const stranger = await makeIdp();
    const foreign = await createUser(stranger, { userName: "ada", externalId: "s1" });
    const unknown = foreign.replace(/.{12}$/, "000000000000");
    const ask = async (id: string) => {
      const answers = [
        await a(`GET /Users/${id}`),
        await a(`PUT /Users/${id}`, { userName: "eve" }),
        await set(a, id, "title", "x"),
        await a(`DELETE /Users/${id}`),
        await listOf(a, { filter: `id eq "${id}"` }),
      ];
      return JSON.stringify(answers.map(({ status, body }) => ({ status, body }))).replaceAll(id, "ID");
    };
    expect(await ask(foreign)).toBe(await ask(unknown));
    expect(await ask("no-id-at-all")).toBe(await ask(unknown));
    expect(await read(stranger, foreign)).toMatchObject({ userName: "ada", meta: { version: 'W/"1"' } });
  });

  it("equal userNames live in two accounts", async () => {
    const stranger = await makeIdp();
    await createUser(stranger, { userName: "ada", externalId: "x" });
    await createUser(a, { userName: "ada", externalId: "x" });
    expect(await listOf(a, { filter: 'userName eq "ada" or externalId eq "x"' })).toMatchObject({ body: { totalResults: 1 } });
  });
});
