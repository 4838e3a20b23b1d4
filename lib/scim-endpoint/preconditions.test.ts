import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "../ids.ts";
import { type Answer, baseUrl, createUser, patchOf, scimError } from "./testing.ts";
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

  it("ETag, Location and Content-Location stand on every answer about a resource, the ETag on 304 and 412 too", async () => {
    const { id, body } = await kinds[kind]();
    const location = `${baseUrl}/${kind}/${id}`;
    const shown = ({ headers }: Answer) => [headers.get("etag"), headers.get("location"), headers.get("content-location")];
    const first = ['W/"1"', location, location];
    expect(shown(await idp(`GET /${kind}/${id}`))).toEqual(first);
    expect(shown(await idp(`GET /${kind}/${id}`, undefined, { "if-none-match": "*" }))).toEqual(['W/"1"', null, location]);
    for (const [name, tag] of Object.entries({ "if-match": 'W/"7"', "if-none-match": 'W/"1"' })) {
      const headers = { [name]: tag };
      expect(shown(await idp(`PATCH /${kind}/${id}`, rename("x"), headers))).toEqual(['W/"1"', null, null]);
      expect(shown(await idp(`DELETE /${kind}/${id}`, undefined, headers))).toEqual(['W/"1"', null, null]);
    }
    for (const answer of [
      await idp(`PUT /${kind}/${id}`, { ...body, displayName: "Put" }),
      await idp(`PATCH /${kind}/${id}`, rename("x")),
    ]) {
      const { version } = answer.body.meta as { version: string }; // every resource has one
      expect(shown(answer)).toEqual([version, location, location]);
    }
    const created = await idp(`POST /${kind}`, { userName: newId(), displayName: newId() });
    const { location: own } = created.body.meta as { location: string }; // every resource has one
    expect(shown(created)).toEqual(['W/"1"', own, own]);
  });

  it("If-Match of another version: a read is 412, of this one it is answered", async () => {
    const { id } = await kinds[kind]();
    expect(await idp(`GET /${kind}/${id}`, undefined, { "if-match": 'W/"7"' })).toMatchObject(scimError(412));
    expect(await idp(`GET /${kind}/${id}`, undefined, { "if-match": '"7", W/"1"' })).toMatchObject({ status: 200 });
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
