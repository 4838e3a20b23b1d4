import { describe, expect, it } from "vitest";
import { listScimRequests } from "../../db/queries/scim-requests.ts";
import { handleScim } from "./handle.ts";
import { createUser, listOf, makeIdp, patchOf, scimError } from "./testing.ts";

const idp = await makeIdp();
let count = 0;
const someName = () => `somebody${++count}`;

describe("addresses and methods", () => {
  it.each(["/scim/v2", "/scim", ""])("%s/Users answers the same; locations stay under /scim/v2", async (tenant) => {
    const headers = { authorization: `Bearer ${idp.token}`, "content-type": "application/json" };
    const request = (path: string, init?: RequestInit) =>
      handleScim(new Request(`http://localhost:3000${tenant}${path}`, { ...init, headers }));
    const created = await request("/Users", { method: "POST", body: JSON.stringify({ userName: someName() }) });
    const location = created.headers.get("location") ?? "";
    expect(location).toMatch(/^http:\/\/localhost:3000\/scim\/v2\/Users\/[0-9a-f-]{36}$/);
    const read = await request(location.slice(location.lastIndexOf("/Users")));
    expect(await read.json()).toMatchObject({ meta: { location } });
    expect((await request("/Schemas")).status).toBe(200);
  });

  it("an empty User-Agent and unknown parameters are normal", async () => {
    expect(await idp("GET /Users?aadOptscim062020&x=y", undefined, { "user-agent": "" })).toMatchObject({ status: 200 });
  });

  it.each(["/Nothing", "/users", "/Users/1/2", "/Users/1/", "/Schemas/urn:x", "/ResourceTypes/Car", "/ServiceProviderConfig/1"])(
    "GET %s: 404",
    async (path) => expect(await idp(`GET ${path}`)).toMatchObject(scimError(404)),
  );

  it.each([
    ["PUT /Users", "GET, POST"],
    ["PATCH /Users", "GET, POST"],
    ["DELETE /Users", "GET, POST"],
    ["POST /Users/1", "GET, PUT, PATCH, DELETE"],
    ["GET /Users/.search", "POST"],
    ["GET /.search", "POST"],
    ["POST /", "GET"],
    ["DELETE ", "GET"],
    ["POST /Schemas", "GET"],
    ["PUT /ResourceTypes/User", "GET"],
    ["DELETE /ServiceProviderConfig", "GET"],
  ])("%s: 405, Allow: %s", async (line, allowed) => {
    const answer = await idp(line, line.startsWith("DELETE") || line.startsWith("GET") ? undefined : {});
    expect(answer).toMatchObject(scimError(405));
    expect(answer.headers.get("allow")).toBe(allowed);
  });

  it.each(["GET", "PUT", "PATCH"])("%s /Me: 501, the token is no person", async (method) => {
    expect(await idp(`${method} /Me`, method === "GET" ? undefined : {})).toMatchObject(scimError(501));
  });

  it.each(["Schemas", "ResourceTypes", "ServiceProviderConfig", "Schemas/urn:ietf:params:scim:schemas:core:2.0:User"])(
    "a filter on /%s: 403",
    async (endpoint) => expect(await idp(`GET /${endpoint}?filter=name+eq+%22User%22`)).toMatchObject(scimError(403)),
  );
});

describe("bodies", () => {
  it.each([
    ["application/scim+json", 201],
    ["application/json", 201],
    ["Application/SCIM+JSON; charset=utf-8", 201],
    ["", 201],
    ["text/plain", 415],
    ["application/xml", 415],
    ["application/x-www-form-urlencoded", 415],
  ])("content type '%s': %i", async (type, status) => {
    const answer = await idp("POST /Users", JSON.stringify({ userName: someName() }), { "content-type": type });
    expect(answer).toMatchObject(status === 201 ? { status } : scimError(415));
  });

  it.each([
    [{ "content-encoding": "gzip" }, 415],
    [{ "content-encoding": "identity" }, 201],
    [{ "content-type": "application/json; charset=latin1" }, 415],
    [{ "content-type": 'application/json;x=y; Charset="UTF-16"' }, 415],
    [{ "content-type": 'application/json; charset="UTF-8"' }, 201],
    [{ "content-type": "application/json; charset=utf8" }, 201],
  ])("%j: %i", async (headers, status) => {
    const answer = await idp("POST /Users", JSON.stringify({ userName: someName() }), { ...headers });
    expect(answer).toMatchObject(status === 201 ? { status } : scimError(415));
  });

  it.each(["", " ", "{", '{"userName": "a",}', "userName=a", "[]", '"a"', "null", "5", "\ufeff{}x"])(
    "%j is no user: invalidSyntax",
    async (body) => expect(await idp("POST /Users", body)).toMatchObject(scimError(400, "invalidSyntax")),
  );

  it("every answer with a body is SCIM JSON", async () => {
    for (const line of ["GET /Users", "GET /Users/1", "GET /Nothing", "PUT /Users", "GET /Schemas"]) {
      const { headers } = await idp(line, line.startsWith("PUT") ? "{" : undefined);
      expect(headers.get("content-type"), line).toBe("application/scim+json");
    }
  });
});

describe("limits at one below, at, and one above", () => {
  const accepted = { status: 201 };
  const invalid = scimError(400, "invalidValue");

  it("body: 1 MiB, declared or not", async () => {
    const bodyOf = (bytes: number) => {
      const start = `{"userName":"${someName()}","x":"`;
      return `${start}${"x".repeat(bytes - start.length - 2)}"}`;
    };
    for (const headers of [undefined, { "content-length": "5" }]) {
      expect(await idp("POST /Users", bodyOf(2 ** 20 - 1), headers)).toMatchObject(accepted);
      expect(await idp("POST /Users", bodyOf(2 ** 20), headers)).toMatchObject(accepted);
      expect(await idp("POST /Users", bodyOf(2 ** 20 + 1), headers)).toMatchObject(scimError(413));
    }
  });

  it("JSON: 20 levels", async () => {
    const nested = (levels: number) => `{"userName":"${someName()}","x":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`;
    expect(await idp("POST /Users", nested(19))).toMatchObject(accepted);
    expect(await idp("POST /Users", nested(20))).toMatchObject(accepted);
    expect(await idp("POST /Users", nested(21))).toMatchObject(scimError(400, "invalidSyntax"));
    expect(await idp("POST /Users", `{"x":${"[".repeat(500_000)}`)).toMatchObject(scimError(400, "invalidSyntax"));
    expect(await idp("POST /Users", JSON.stringify({ userName: someName(), title: "[".repeat(50) }))).toMatchObject(accepted);
  });

  it.each(["title", "externalId", "nickName"])("%s: 1,024 characters, of four bytes too", async (attribute) => {
    // not repetitive: an index must not depend on compression
    const text = (length: number) =>
      Array.from({ length }, (_, at) => String.fromCodePoint(0x20000 + ((at * 7919 + length) % 40_000))).join("");
    for (const length of [1023, 1024]) {
      const value = text(length);
      expect(await idp("POST /Users", { userName: someName(), [attribute]: value })).toMatchObject({
        ...accepted,
        body: { [attribute]: value },
      });
      const [short, other] = [value.slice(0, 400), text(300)];
      expect(await listOf(idp, { filter: `${attribute} sw ${JSON.stringify(short)}`, count: 0 })).toMatchObject({
        body: { totalResults: 1 },
      });
      expect(await listOf(idp, { filter: `${attribute} eq ${JSON.stringify(value)}` })).toMatchObject({
        body: { totalResults: 1 },
      });
      expect(await listOf(idp, { filter: `${attribute} eq ${JSON.stringify(other)}` })).toMatchObject({
        body: { totalResults: 0 },
      });
    }
    expect(await idp("POST /Users", { userName: someName(), [attribute]: text(1025) })).toMatchObject(invalid);
  });

  it("userName: 320 characters, those that grow when folded too", async () => {
    for (const letter of ["a", "\u{2f81a}", "\u1fb7", "\u0390"]) {
      expect(await idp("POST /Users", { userName: letter.repeat(319) })).toMatchObject(accepted);
      expect(await idp("POST /Users", { userName: letter.repeat(320) })).toMatchObject(accepted);
      expect(await idp("POST /Users", { userName: letter.repeat(321) })).toMatchObject(invalid);
    }
  });

  it("operations of a PATCH: 1,000", async () => {
    const id = await createUser(idp, { userName: someName() });
    const patch = (operations: number) =>
      idp(
        `PATCH /Users/${id}`,
        patchOf(...Array.from({ length: operations }, (_, at) => ({ op: "replace", path: "title", value: `${at}` }))),
      );
    expect(await patch(999)).toMatchObject({ status: 200, body: { title: "998" } });
    expect(await patch(1000)).toMatchObject({ status: 200, body: { title: "999" } });
    expect(await patch(1001)).toMatchObject(invalid);
  });
});

describe("what is kept of a failure", () => {
  it("values of known attributes, names of unknown ones, no secret, and a sentence that tells what to change", async () => {
    const own = await makeIdp();
    await createUser(own, { userName: "Ada" });
    await own("POST /Users", { userName: "ada", title: "Boss", password: "p4ss", shoeSize: 43, "urn:x:y:z": { badge: "7" } });
    const kept = await listScimRequests(own, own.configurationId, { kinds: ["failure"], limit: 10 });
    expect(kept).toMatchObject([
      {
        method: "POST",
        path: "/scim/v2/Users",
        status: 409,
        scimType: "uniqueness",
        detail: 'The userName "ada" is already taken.',
        advice: expect.stringContaining("userName"),
        sent: { userName: "ada", title: "Boss", password: "•••", shoeSize: "•••", "urn:x:y:z": "•••" },
      },
    ]);
  });

  it("a path that was left out is a warning that names the mapping to remove", async () => {
    const own = await makeIdp();
    const id = await createUser(own, { userName: "ada" });
    await own(`PATCH /Users/${id}`, patchOf({ op: "add", path: "urn:example:custom:2.0:User:badge", value: "7" }));
    const kept = await listScimRequests(own, own.configurationId, { kinds: ["warning"], limit: 10 });
    expect(kept).toMatchObject([{ status: 200, advice: expect.stringContaining("urn:example:custom:2.0:User:badge") }]);
    expect(JSON.stringify(kept)).not.toContain('"7"');
  });

  it("what succeeds leaves nothing there", async () => {
    const own = await makeIdp();
    await createUser(own, { userName: "ada" });
    await listOf(own, { filter: 'userName eq "ada"' });
    expect(await listScimRequests(own, own.configurationId, { limit: 10 })).toEqual([]);
  });
});
