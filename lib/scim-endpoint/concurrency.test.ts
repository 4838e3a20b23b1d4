import { describe, expect, it } from "vitest";
import { sql } from "../../db/client.ts";
import { poolState, violations } from "../../db/testing.ts";
import { type Answer, activityOf, createUser, enterprise, makeIdp, patchOf } from "./testing.ts";

const times = <T>(count: number, make: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => make(at)));

/** How often each status was answered. */
function statuses(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

describe("one user, many at once", () => {
  it("100 identical creates: one 201, 99 × 409, one activity row, one license", async () => {
    const idp = await makeIdp({ licenses: 5 });
    const answers = await times(100, () => idp("POST /Users", { userName: "Ada", externalId: "e1" }));
    expect(statuses(answers)).toEqual({ 201: 1, 409: 99 });
    const [user] = await sql()<{ id: string }[]>`select id from users where account_id = ${idp.accountId}`;
    expect(await activityOf(idp, user?.id ?? "")).toEqual(["user.created"]);
    const pool = await poolState(idp, idp.poolId);
    expect([pool.invited, violations(pool)]).toEqual([1, []]);
  });

  it("50 PATCHes of 50 different attributes: all kept", async () => {
    const typed = (attribute: string, types: string[], sub = "value") =>
      types.map((type) => `${attribute}[type eq "${type}"].${sub}`);
    const paths = [
      ...["displayName", "nickName", "profileUrl", "title", "userType", "preferredLanguage", "locale", "timezone"],
      ...["formatted", "familyName", "givenName", "middleName", "honorificPrefix", "honorificSuffix"].map(
        (name) => `name.${name}`,
      ),
      ...["employeeNumber", "costCenter", "organization", "division", "department", "manager.value"].map(
        (name) => `${enterprise}:${name}`,
      ),
      ...typed("emails", ["work", "home", "other"]),
      ...typed("phoneNumbers", ["work", "home", "mobile", "fax", "pager", "other"]),
      ...typed("ims", ["aim", "gtalk", "icq", "xmpp", "msn", "skype", "qq", "yahoo"]),
      ...typed("photos", ["photo", "thumbnail"]),
      ...["formatted", "streetAddress", "locality", "region", "postalCode", "country"].flatMap((sub) =>
        typed("addresses", ["work"], sub),
      ),
      ...["locality", "region", "country"].flatMap((sub) => typed("addresses", ["home"], sub)),
      "externalId",
      "active",
    ].slice(0, 50);
    expect(paths).toHaveLength(50);
    const idp = await makeIdp();
    const id = await createUser(idp, { userName: "ada" });
    const patch = (path: string) => patchOf({ op: "add", path, value: path === "active" ? false : `of ${path}` });
    const answers = await times(50, (at) => idp(`PATCH /Users/${id}`, patch(paths[at] ?? "")));
    expect(statuses(answers)).toEqual({ 200: 50 });
    const { body } = await idp(`GET /Users/${id}`);
    const text = JSON.stringify(body).replaceAll("\\", "");
    for (const path of paths) expect(text).toContain(path === "active" ? '"active":false' : `of ${path}`);
    expect(body.meta).toMatchObject({ version: 'W/"51"' });
    expect(await activityOf(idp, id)).toHaveLength(51);
  });

  it("20 writes that name the same version: one goes through, 19 × 412", async () => {
    const idp = await makeIdp();
    const id = await createUser(idp, { userName: "ada" });
    const write = (at: number) =>
      idp(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "title", value: `${at}` }), { "if-match": 'W/"1"' });
    expect(statuses(await times(20, write))).toEqual({ 200: 1, 412: 19 });
  });

  it("30 people renamed to one userName: one 200, 29 × 409", async () => {
    const idp = await makeIdp();
    const ids = await times(30, (at) => createUser(idp, { userName: `person${at}` }));
    const rename = (at: number) => idp(`PATCH /Users/${ids[at]}`, patchOf({ op: "replace", path: "userName", value: "Same" }));
    expect(statuses(await times(30, rename))).toEqual({ 200: 1, 409: 29 });
  });

  it("repeated POSTs after a DELETE: one revives, the others are 409, one license", async () => {
    const idp = await makeIdp({ licenses: 5 });
    const id = await createUser(idp, { userName: "ada", externalId: "e1" });
    await idp(`DELETE /Users/${id}`);
    const answers = await times(20, () => idp("POST /Users", { userName: "ada", externalId: "e1" }));
    expect(statuses(answers)).toEqual({ 201: 1, 409: 19 });
    expect(answers.find(({ status }) => status === 201)?.body.id).toBe(id);
    expect(await poolState(idp, idp.poolId)).toMatchObject({ invited: 1, waiting: 0 });
  });
});

it("two configurations that write, leave and come back at once: no error, counters true", async () => {
  const a = await makeIdp({ licenses: 3 });
  const b = await makeIdp({ account: a, licenses: 3 });
  const ids = await times(8, (at) => createUser(a, { userName: `person${at}` }));
  const answers = await times(400, (at) => {
    const by = at % 3 === 0 ? b : a;
    const id = ids[(at * 7) % ids.length];
    if (at % 11 === 0) return by(`DELETE /Users/${id}`);
    if (at % 5 === 0) return by("POST /Users", { userName: `person${(at * 3) % ids.length}` });
    return by(`PATCH /Users/${id}`, patchOf({ op: "replace", path: "active", value: at % 2 === 0 }));
  });
  expect(Object.keys(statuses(answers)).filter((status) => !["200", "201", "204", "404", "409"].includes(status))).toEqual([]);
  expect(violations(await poolState(a, a.poolId))).toEqual([]);
});
