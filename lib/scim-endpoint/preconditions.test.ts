import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../ids.ts";
import { createUser, patchOf, scimError } from "./testing.ts";
import { type GroupIdp, makeGroupIdp } from "./testing-groups.ts";

let idp: GroupIdp;
beforeAll(async () => {
  idp = await makeGroupIdp();
});

const rename = (value: string) => patchOf({ op: "replace", path: "displayName", value });

/** A new resource and the body that replaces it. */
const kinds = {
  Users: async () => {
    const userName = newId();
    return { id: await createUser(idp, { userName, externalId: userName }), body: { userName } };
  },
  Groups: async () => {
    const displayName = newId();
    return { id: await idp.group({ displayName, externalId: displayName }), body: { displayName } };
  },
};

describe.each(["Users", "Groups"] as const)("%s", (kind) => {
  it.each(["*", 'W/"1"', '"8", "1"'])("If-None-Match %s names the present version: a write is 412", async (tag) => {
    const { id, body } = await kinds[kind]();
    const headers = { "if-none-match": tag };
    expect(await idp(`PUT /${kind}/${id}`, body, headers)).toMatchObject(scimError(412));
    expect(await idp(`PATCH /${kind}/${id}`, rename("x"), headers)).toMatchObject(scimError(412));
    expect(await idp(`DELETE /${kind}/${id}`, undefined, headers)).toMatchObject(scimError(412));
    expect(await idp(`GET /${kind}/${id}`)).toMatchObject({ body: { meta: { version: 'W/"1"' } } });
  });

  it("If-None-Match of another version lets a write through", async () => {
    const { id } = await kinds[kind]();
    expect(await idp(`PATCH /${kind}/${id}`, rename("x"), { "if-none-match": 'W/"9"' })).toMatchObject({ status: 200 });
  });

  it("If-Match: * pins no version: of writes at once none is 412", async () => {
    const { id } = await kinds[kind]();
    const headers = { "if-match": "*" };
    const names = Array.from({ length: 12 }, (_, at) => `Name ${at} ${id}`);
    const answers = await Promise.all(names.map((name) => idp(`PATCH /${kind}/${id}`, rename(name), headers)));
    expect(answers.map(({ status }) => status)).toEqual(names.map(() => 200));
    const last = [idp(`PATCH /${kind}/${id}`, rename("last"), headers), idp(`DELETE /${kind}/${id}`, undefined, headers)];
    expect((await Promise.all(last)).map(({ status }) => status)).not.toContain(412);
  });

  it.each([null, ""])("a PUT with the externalId %j unassigns it, without one it stays", async (externalId) => {
    const { id, body } = await kinds[kind]();
    expect(await idp(`PUT /${kind}/${id}`, body)).toMatchObject({ status: 200, body: { externalId: expect.any(String) } });
    const answer = await idp(`PUT /${kind}/${id}`, { ...body, EXTERNALID: externalId });
    expect(answer.status).toBe(200);
    expect(answer.body).not.toHaveProperty("externalId");
    expect((await idp(`GET /${kind}/${id}`)).body).not.toHaveProperty("externalId");
  });
});
