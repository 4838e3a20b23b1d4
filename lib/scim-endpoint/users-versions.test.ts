import { describe, expect, it } from "vitest";
import { createUser, enterprise, type Idp, listOf, makeIdp, patchOf, scimError } from "./testing.ts";

const core = "urn:ietf:params:scim:schemas:core:2.0:User";

const idp = await makeIdp();
let count = 0;
const someName = () => `somebody${++count}`;
const replaceOf = (path: string, value: unknown) => patchOf({ op: "replace", path, value });
const read = async (of: Idp, id: string) => (await of(`GET /Users/${id}`)).body;

describe("versions", () => {
  it("a stale If-Match is 412 for PUT, PATCH and DELETE and changes nothing; the present one goes through", async () => {
    const userName = someName();
    const id = await createUser(idp, { userName });
    const stale = { "if-match": 'W/"7"' };
    expect(await idp(`PUT /Users/${id}`, { userName, title: "x" }, stale)).toMatchObject(scimError(412));
    expect(await idp(`PATCH /Users/${id}`, replaceOf("title", "x"), stale)).toMatchObject(scimError(412));
    expect(await idp(`DELETE /Users/${id}`, undefined, stale)).toMatchObject(scimError(412));
    expect(await read(idp, id)).toMatchObject({ meta: { version: 'W/"1"' } });
    expect(await idp(`PATCH /Users/${id}`, replaceOf("title", "x"), { "if-match": 'W/"1"' })).toMatchObject({ status: 200 });
    expect(await idp(`PUT /Users/${id}`, { userName }, { "if-match": "*" })).toMatchObject({ status: 200 });
    expect(await idp(`DELETE /Users/${id}`, undefined, { "if-match": 'W/"3"' })).toMatchObject({ status: 204 });
  });

  it("If-None-Match with the present version is 304 without a body", async () => {
    const id = await createUser(idp, { userName: someName() });
    const known = await idp(`GET /Users/${id}`, undefined, { "if-none-match": 'W/"1"' });
    expect({ ...known, headers: known.headers.get("etag") }).toEqual({ status: 304, headers: 'W/"1"', body: {} });
    expect(await idp(`GET /Users/${id}`, undefined, { "if-none-match": 'W/"2"' })).toMatchObject({ status: 200 });
  });

  it("names of managers move nobody's version", async () => {
    const manager = await createUser(idp, { userName: someName(), displayName: "Before" });
    const id = await createUser(idp, { userName: someName(), [enterprise]: { manager } });
    await idp(`PATCH /Users/${manager}`, replaceOf("displayName", "After"));
    expect(await read(idp, id)).toMatchObject({
      meta: { version: 'W/"1"' },
      [enterprise]: { manager: { displayName: "After" } },
    });
  });
});

describe("projection", () => {
  const attributes = { title: "Boss", name: { givenName: "A", familyName: "B" }, externalId: "x" };

  it.each(["GET", "PUT", "PATCH", "POST"])("attributes and excludedAttributes hold on the answer of %s", async (method) => {
    const userName = someName();
    const id = method === "POST" ? "" : await createUser(idp, { userName, ...attributes });
    const bodies = {
      GET: undefined,
      PUT: { userName, ...attributes },
      POST: { userName, ...attributes },
      PATCH: replaceOf("title", "Boss"),
    };
    const path = method === "POST" ? "POST /Users" : `${method} /Users/${id}`;
    const ask = (query: string) => idp(`${path}?${query}`, bodies[method as keyof typeof bodies]); // the four above
    const only = await ask("attributes=name.familyName,TITLE");
    expect(only.body).toEqual({ schemas: [core], id: expect.any(String), title: "Boss", name: { familyName: "B" } });
    if (method === "POST") return;
    const except = await ask("excludedAttributes=name,id,meta");
    expect(Object.keys(except.body).sort()).toEqual(["active", "externalId", "id", "schemas", "title", "userName"]);
  });

  it("a parameter per name is a list of them", async () => {
    const id = await createUser(idp, { userName: someName(), ...attributes });
    const expected = { schemas: [core], id, title: "Boss", externalId: "x" };
    const query = "attributes=title&attributes=externalId";
    expect((await idp(`GET /Users/${id}?${query}`)).body).toEqual(expected);
    expect((await idp(`GET /Users?filter=id+eq+${id}&${query}`)).body.Resources).toEqual([expected]);
  });

  it("both at once: 400, and nothing is written", async () => {
    const userName = someName();
    expect(await idp("POST /Users?attributes=title&excludedAttributes=name", { userName })).toMatchObject(
      scimError(400, "invalidValue"),
    );
    expect(await listOf(idp, { filter: `userName eq "${userName}"` })).toMatchObject({ body: { totalResults: 0 } });
    expect(await idp("GET /Users?attributes=title&excludedAttributes=name")).toMatchObject(scimError(400, "invalidValue"));
  });
});
