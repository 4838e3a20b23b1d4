import { beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../db/client.ts";
import { newId } from "../ids.ts";
import { scimError } from "./testing.ts";
import { type GroupIdp, makeGroupIdp, values } from "./testing-groups.ts";

let entra: GroupIdp;

beforeAll(async () => {
  entra = await makeGroupIdp();
});

describe("members by PATCH", () => {
  it.each([
    ["Entra adds with $ref null", "Add", (id: string) => [{ $ref: null, value: id }]],
    ["Okta adds with display", "add", (id: string) => [{ value: id, display: "test.user@okta.local" }]],
    ["one object stands for a list", "add", (id: string) => ({ value: id })],
  ])("%s, and again is no change", async (_, op, value) => {
    const user = await entra.person();
    const id = await entra.group();
    expect(await entra.patch(id, { op, path: "members", value: value(user) })).toMatchObject({
      status: 200,
      body: { members: [{ value: user }] },
    });
    const again = await entra.patch(id, { op, path: "members", value: value(user) });
    expect(again).toMatchObject({ status: 200, body: { members: [{ value: user }], meta: { version: 'W/"2"' } } });
  });

  it.each([
    ["Entra's list", (id: string) => ({ op: "Remove", path: "members", value: [{ $ref: null, value: id }] })],
    ["JumpCloud's list", (id: string) => ({ op: "remove", path: "members", value: [{ value: id }] })],
    ["a filter on value", (id: string) => ({ op: "remove", path: `members[value eq "${id}"]` })],
  ])("%s removes exactly that member, and again is no change", async (_, operation) => {
    const user = await entra.person();
    const stays = await entra.person();
    const id = await entra.group({ members: values(user, stays) });
    expect((await entra.patch(id, operation(user))).status).toBe(200);
    expect(await entra.membersOf(id)).toEqual([stays]);
    expect(await entra.patch(id, operation(user))).toMatchObject({ status: 200, body: { meta: { version: 'W/"2"' } } });
  });

  it("Okta's rename, removal and addition come in one request", async () => {
    const [a, b] = [await entra.person(), await entra.person()];
    const id = await entra.group({ members: values(a) });
    const answer = await entra.patch(id, [
      { op: "replace", value: { id, displayName: "Test SCIMv2" } },
      { op: "remove", path: `members[value eq "${a}"]` },
      { op: "add", path: "members", value: [{ value: b, display: "b" }] },
    ]);
    expect(answer).toMatchObject({ status: 200, body: { displayName: "Test SCIMv2", members: [{ value: b }] } });
  });

  it("Push Now is the exact set, and an empty list or null empties", async () => {
    const [a, b, c] = [await entra.person(), await entra.person(), await entra.person()];
    const id = await entra.group({ members: values(a, b) });
    await entra.patch(id, { op: "replace", path: "members", value: [{ value: b, display: "b" }, { value: c }] });
    expect(await entra.membersOf(id)).toEqual([b, c].toSorted());
    for (const value of [[], null]) {
      await entra.patch(id, { op: "add", path: "members", value: values(a) });
      await entra.patch(id, { op: "Replace", path: "members", value });
      expect(await entra.membersOf(id)).toEqual([]);
    }
    await entra.patch(id, { op: "add", path: "members", value: values(a) });
    await entra.patch(id, { op: "remove", path: "members" });
    expect(await entra.membersOf(id)).toEqual([]);
  });

  it("a filter that names no ids selects among the members, those of the same request included", async () => {
    const [a, b, inner] = [await entra.person("Ada"), await entra.person("Bob"), await entra.group()];
    const id = await entra.group({ members: values(a, inner) });
    await entra.patch(id, [
      { op: "add", path: "members", value: values(b) },
      { op: "remove", path: 'members[type eq "User" and display ne "Bob"]' },
    ]);
    expect(await entra.membersOf(id)).toEqual([b, inner].toSorted());
    await entra.patch(id, [
      { op: "add", path: "members", value: values(a) },
      { op: "remove", path: 'members[type eq "User"]' },
    ]);
    expect(await entra.membersOf(id)).toEqual([inner]);
    expect((await entra.patch(id, { op: "remove", path: 'members[display eq "nobody"]' })).status).toBe(200);
  });

  it("an unknown member is skipped, the rest applied, and the request log says so", async () => {
    const by = await makeGroupIdp();
    const user = await by.person();
    const id = await by.group({});
    const unknown = newId();
    const answer = await by.patch(id, { op: "add", path: "members", value: values(unknown, user, "abc") });
    expect(answer).toMatchObject({ status: 200, body: { members: [{ value: user }] } });
    const [entry] = await sql()<{ kind: string; detail: string }[]>`
      select kind, detail from scim_requests where configuration_id = ${by.configurationId}`;
    expect(entry).toMatchObject({ kind: "warning", detail: expect.stringContaining(unknown) });
    expect(entry?.detail).toContain("abc");
  });

  it("a membership circle is 400 invalidValue and changes nothing", async () => {
    const inner = await entra.group();
    const outer = await entra.group({ members: values(inner) });
    const user = await entra.person();
    const answer = await entra.patch(inner, [
      { op: "replace", path: "displayName", value: "changed" },
      { op: "add", path: "members", value: values(user, outer) },
    ]);
    expect(answer).toMatchObject(scimError(400, "invalidValue"));
    expect((await entra(`GET /Groups/${inner}`)).body).toMatchObject({ meta: { version: 'W/"1"' } });
  });

  it("100 single additions at once are 100 members", async () => {
    const people = await Promise.all(Array.from({ length: 100 }, () => entra.person()));
    const id = await entra.group();
    const answers = await Promise.all(people.map((user) => entra.patch(id, { op: "Add", path: "members", value: values(user) })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(await entra.membersOf(id)).toEqual(people.toSorted());
  });

  it("a membership over 1,000 answers 204 unless attributes are asked for; 1,000 answer 200", async () => {
    const people = await Promise.all(Array.from({ length: 1001 }, () => entra.person()));
    const id = await entra.group({ members: values(...people.slice(0, 999)) });
    const last = people.slice(999);
    expect((await entra.patch(id, { op: "add", path: "members", value: values(...last.slice(0, 1)) })).status).toBe(200);
    const large = await entra.patch(id, { op: "add", path: "members", value: values(...last.slice(1)) });
    expect(large).toMatchObject({ status: 204, body: {} });
    expect(large.headers.get("etag")).toBe('W/"3"');
    const asked = await entra.patch(
      id,
      { op: "replace", path: "displayName", value: "Large" },
      { query: "?attributes=displayName" },
    );
    expect(asked).toMatchObject({ status: 200, body: { displayName: "Large" } });
    expect(asked.body).not.toHaveProperty("members");
    expect(await entra.membersOf(id)).toHaveLength(1001);
  }, 60_000);

  it("sub-attributes of a member cannot change", async () => {
    const id = await entra.group();
    expect(await entra.patch(id, { op: "replace", path: 'members[value eq "x"].value', value: "y" })).toMatchObject(
      scimError(400, "mutability"),
    );
  });
});
