// Runs at both doors: the listener of server.ts, and the Next route handler that answers under `next start` (playwright.config.ts).
import { randomUUID } from "node:crypto";
import { scimClient } from "../fixtures/scim-client.ts";
import { expect, test } from "../fixtures/test.ts";

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
const patchSchema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
const errorSchema = "urn:ietf:params:scim:api:messages:2.0:Error";

const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

for (const [name, prefix] of [
  ["/scim/v2", "/scim/v2"],
  ["/scim", "/scim"],
  ["the bare origin", ""],
] as const) {
  test(`a user lives its whole life under ${name}, and its location is under /scim/v2`, async ({ origin, configuration }) => {
    const scim = scimClient(origin + prefix, configuration.token);
    const created = await scim.post("/Users", { schemas: [userSchema], userName: "Ann@example.com" });
    expect(created.status).toBe(201);
    const { id } = created.body;
    const location = `${origin}/scim/v2/Users/${id}`;
    expect(created.body.meta.location).toBe(location);
    expect(created.headers.get("location")).toBe(location);

    const found = await scim.get('/Users?filter=userName+eq+"ann%40example.com"');
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id, meta: { location } }] });
    const operations = [{ op: "replace", path: "title", value: "Engineer" }];
    const patched = await scim.patch(`/Users/${id}`, { schemas: [patchSchema], Operations: operations });
    expect(patched).toMatchObject({ status: 200, body: { title: "Engineer" } });
    const put = { schemas: [userSchema], userName: "Ann@example.com", nickName: "Ann" };
    expect(await scim.put(`/Users/${id}`, put)).toMatchObject({ status: 200, body: { nickName: "Ann", meta: { location } } });
    expect(await scim.get(`/Users/${id}/`)).toMatchObject({ status: 200, body: { id } });
    expect(await scim.delete(`/Users/${id}`)).toMatchObject({ status: 204, body: undefined });
    expect(await scim.get(`/Users/${id}`)).toMatchObject({ status: 404, body: { schemas: [errorSchema], status: "404" } });
  });

  test(`groups, discovery, search and Bulk answer under ${name}`, async ({ origin, configuration }) => {
    const scim = scimClient(origin + prefix, configuration.token);
    const group = await scim.post("/Groups", { schemas: [groupSchema], displayName: "Sales" });
    expect(group).toMatchObject({ status: 201, body: { meta: { location: `${origin}/scim/v2/Groups/${group.body.id}` } } });
    expect(await scim.post("/Groups/.search", { count: 1 })).toMatchObject({ status: 200, body: { totalResults: 1 } });
    expect(await scim.post("/.search", { count: 1 })).toMatchObject({ status: 200, body: { totalResults: 1 } });
    const deletion = { method: "DELETE", path: `/Groups/${group.body.id}` };
    const result = { method: "DELETE", status: "204", location: group.body.meta.location };
    expect(await scim.post("/Bulk", { Operations: [deletion] })).toMatchObject({ status: 200, body: { Operations: [result] } });
    const config = await scim.get("/ServiceProviderConfig");
    expect(config).toMatchObject({ status: 200, body: { meta: { location: `${origin}/scim/v2/ServiceProviderConfig` } } });
    expect(await scim.get(`/Schemas/${userSchema}`)).toMatchObject({ status: 200, body: { id: userSchema } });
    expect(await scim.get("/ResourceTypes/")).toMatchObject({ status: 200, body: { totalResults: 2 } });
  });
}

test("the tenant URL itself lists users and groups", async ({ origin, configuration }) => {
  const scim = scimClient(`${origin}/scim/v2`, configuration.token);
  await scim.post("/Groups", { schemas: [groupSchema], displayName: "Sales" });
  for (const path of ["?count=1", "/?filter=meta.resourceType+eq+%22Group%22"])
    expect(await scim.get(path), path).toMatchObject({
      status: 200,
      body: { totalResults: 1, Resources: [{ displayName: "Sales" }] },
    });
});

test("a tenant URL entered with a slash at its end answers as well", async ({ origin, configuration }) => {
  for (const tenantUrl of [`${origin}/`, `${origin}/scim/v2/`]) {
    const scim = scimClient(tenantUrl, configuration.token);
    expect(await scim.post("/Users", { userName: randomUUID() }), tenantUrl).toMatchObject({ status: 201 });
    expect(await scim.get("/Users?count=0"), tenantUrl).toMatchObject({ status: 200 });
  }
});

test("names have one case: /users is the page even with a token, /scim/v2/users is nothing", async ({
  origin,
  configuration,
}) => {
  const page = await fetch(`${origin}/users`, { headers: bearer(configuration.token), redirect: "manual" });
  expect(page.status).toBe(307);
  expect(page.headers.get("location")).toContain("/sign-in");
  const scim = scimClient(`${origin}/scim/v2`, configuration.token);
  expect(await scim.get("/users")).toMatchObject({ status: 404, body: { schemas: [errorSchema], status: "404" } });
});

test("the bare origin is SCIM only with a bearer token, /scim always", async ({ origin }) => {
  for (const headers of [new Headers(), new Headers({ Authorization: "Basic YTpi" })]) {
    const page = await fetch(`${origin}/Users`, { headers, redirect: "manual" });
    expect(page.headers.get("content-type")).not.toContain("scim");
    const scim = await fetch(`${origin}/scim/v2/Users`, { headers });
    expect(scim.status).toBe(401);
    expect(scim.headers.get("www-authenticate")).toMatch(/^Bearer /);
    expect(await scim.json()).toMatchObject({ schemas: [errorSchema], status: "401" });
  }
  const unknown = await fetch(`${origin}/Users`, { headers: bearer("unknown") });
  expect(await unknown.json()).toMatchObject({ schemas: [errorSchema], status: "401" });
});

test("HEAD answers as GET does, without a body", async ({ origin, configuration }) => {
  const scim = scimClient(`${origin}/scim/v2`, configuration.token);
  const { id } = (await scim.post("/Users", { userName: "ann" })).body;
  for (const path of ["/Users", `/Users/${id}`, "/Users/unknown", "/Schemas", "/nothing"]) {
    const url = `${origin}/scim/v2${path}`;
    const get = await fetch(url, { headers: bearer(configuration.token) });
    const head = await fetch(url, { method: "HEAD", headers: bearer(configuration.token) });
    expect(head.status, path).toBe(get.status);
    for (const name of ["content-type", "etag", "location", "content-location"])
      expect(head.headers.get(name), `${path} ${name}`).toBe(get.headers.get(name));
    expect(await head.text(), path).toBe("");
  }
});

test("a method that does not work is 405 with those that do, in SCIM JSON", async ({ origin, configuration, door }) => {
  const cases = [
    ["/Users", ["PUT", "PATCH", "DELETE", "OPTIONS"], "GET, POST"],
    ["/Users/unknown", ["POST", "OPTIONS"], "GET, PUT, PATCH, DELETE"],
    ["/Users/.search", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"], "POST"],
    ["/Groups", ["PUT", "PATCH", "DELETE", "OPTIONS"], "GET, POST"],
    ["/ServiceProviderConfig", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"], "GET"],
    ["/Schemas", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"], "GET"],
  ] as const;
  // Next refuses a method that it does not know before any of our code runs.
  const unknown = door === "listener" ? ["PROPFIND", "QUERY"] : [];
  for (const [path, methods, allowed] of cases) {
    for (const method of [...methods, ...unknown]) {
      const name = `${method} ${path}`;
      const response = await fetch(`${origin}/scim/v2${path}`, { method, headers: bearer(configuration.token) });
      expect(response.status, name).toBe(405);
      expect(response.headers.get("allow"), name).toBe(allowed);
      expect(response.headers.get("content-type"), name).toBe("application/scim+json");
      expect(await response.json(), name).toMatchObject({ schemas: [errorSchema], status: "405" });
    }
  }
});

test("an address that is not well encoded is the address of nothing", async ({ origin, configuration }) => {
  for (const path of ["/scim/v2/Users/%zz", "/scim/v2/Users/%ff", "/Users/%zz", "/scim/v2/Users/a%2Fb", "/scim/v2/%zz"]) {
    const response = await fetch(origin + path, { headers: bearer(configuration.token) });
    expect(response.status, path).toBe(404);
    expect(await response.json(), path).toMatchObject({ schemas: [errorSchema], status: "404" });
  }
});

test("a group of 12 MB is taken whole, one over 16 MiB is 413", async ({ origin, configuration }) => {
  const members = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      value: `00000000-0000-7000-8000-${String(n).padStart(12, "0")}`,
      display: "x".repeat(65),
    }));
  for (const prefix of ["/scim/v2", ""]) {
    const scim = scimClient(origin + prefix, configuration.token);
    const large = { schemas: [groupSchema], displayName: `large${prefix}`, members: members(95_000) };
    expect(JSON.stringify(large).length).toBeGreaterThan(11.9e6);
    expect(await scim.post("/Groups", large), prefix).toMatchObject({ status: 201, body: { displayName: large.displayName } });
    const tooLarge = await scim.post("/Groups", { ...large, members: members(140_000) });
    expect(tooLarge, prefix).toMatchObject({ status: 413, body: { schemas: [errorSchema], status: "413" } });
  }
});

test("a token that another process revoked is refused within a second", async ({ scim, configuration, account, cli }) => {
  expect(await scim().get("/Users?count=0")).toMatchObject({ status: 200 });
  await cli("token", "revoke", configuration.tokenId, "--account", account);
  await expect(async () => expect(await scim().get("/Users?count=0")).toMatchObject({ status: 401 })).toPass({ timeout: 1_000 });
});
