import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../ids.ts";
import { baseUrl, scimError } from "./testing.ts";
import { type GroupIdp, idsOf, makeGroupIdp, values } from "./testing-groups.ts";

let entra: GroupIdp;
let okta: GroupIdp;

beforeAll(async () => {
  entra = await makeGroupIdp();
  okta = await makeGroupIdp(entra);
});

describe("groups of a user", () => {
  const groupsOf = async (id: string, by = entra) => (await by(`GET /Users/${id}`)).body.groups;

  it("are direct and indirect, with value, $ref, display and type, and do not move the version", async () => {
    const user = await entra.person();
    expect(await groupsOf(user)).toBeUndefined();
    const inner = await entra.group({ displayName: "Inner", externalId: newId(), members: values(user) });
    const outer = await entra.group({ displayName: "Outer", externalId: newId(), members: values(inner) });
    const shown = [
      { value: inner, $ref: `${baseUrl}/Groups/${inner}`, display: "Inner", type: "direct" },
      { value: outer, $ref: `${baseUrl}/Groups/${outer}`, display: "Outer", type: "indirect" },
    ];
    expect(await groupsOf(user)).toEqual(shown);
    const list = await entra(`GET /Users?filter=id eq "${user}"`);
    expect(list.body).toMatchObject({ Resources: [{ groups: shown, meta: { version: 'W/"1"' } }] });
    for (const query of ["excludedAttributes=groups", "attributes=userName"]) {
      expect((await entra(`GET /Users/${user}?${query}`)).body).not.toHaveProperty("groups");
    }
    const narrow = await entra(`GET /Users/${user}?attributes=groups.display`);
    expect(narrow.body.groups).toEqual([{ display: "Inner" }, { display: "Outer" }]);
    await entra(`DELETE /Groups/${inner}`);
    expect(await groupsOf(user)).toBeUndefined();
  });

  it("of another configuration are absent", async () => {
    const user = await entra.person();
    const theirs = await okta.group({ members: values(user) });
    expect(await groupsOf(user)).toBeUndefined();
    expect(await groupsOf(user, okta)).toMatchObject([{ value: theirs }]);
  });

  it("are read-only", async () => {
    const user = await entra.person();
    const id = await entra.group({ members: values(user) });
    const operation = { op: "replace", path: "groups", value: [] };
    const answer = await entra(`PATCH /Users/${user}`, { Operations: [operation] });
    expect(answer).toMatchObject(scimError(400, "mutability"));
    const put = await entra(`PUT /Users/${user}`, { userName: `${newId()}@example.com`, groups: [] });
    expect(put).toMatchObject({ status: 200, body: { groups: [{ value: id }] } });
  });

  it("can be filtered by, direct and indirect", async () => {
    const by = await makeGroupIdp();
    const [a, b, nobody] = [await by.person(), await by.person(), await by.person()];
    const inner = await by.group({ displayName: "Inner", members: values(a) });
    const outer = await by.group({ displayName: "Outer", members: values(inner, b) });
    const cases: [string, string[]][] = [
      [`groups.value eq "${inner}"`, [a]],
      [`groups.value eq "${outer}"`, [a, b]],
      [`groups eq "${outer}"`, [a, b]],
      ['groups.display eq "OUTER"', [a, b]],
      ['groups[display eq "outer" and type eq "direct"]', [b]],
      ['groups.type eq "indirect"', [a]],
      [`groups.$ref eq "${baseUrl}/Groups/${inner}"`, [a]],
      ["groups pr", [a, b]],
      ["not (groups pr)", [nobody]],
      [`groups.value ne "${outer}"`, [a, nobody]],
      [`groups.value eq "${outer}" and not (groups.value eq "${inner}")`, [b]],
    ];
    for (const [filter, ids] of cases) {
      const answer = await by(`GET /Users?filter=${encodeURIComponent(filter)}`);
      expect([filter, idsOf(answer)]).toEqual([filter, ids]);
    }
    const sorted = await by("GET /Users?sortBy=groups.display&sortOrder=descending");
    expect(idsOf(sorted)).toEqual([nobody, b, a]);
    expect(idsOf(await by("GET /Groups?sortBy=members"))).toHaveLength(2);
  });
});
