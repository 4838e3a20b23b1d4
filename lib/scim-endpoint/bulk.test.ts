import { beforeAll, describe, expect, it, vi } from "vitest";
import { listScimRequests } from "../../db/queries/scim-requests.ts";
import { poolState } from "../../db/testing.ts";
import { newId } from "../ids.ts";
import { activityOf, baseUrl, createUser, enterprise, makeIdp, patchOf, scimError, send } from "./testing.ts";
import { type GroupIdp, makeGroupIdp, values } from "./testing-groups.ts";

const userSchema = "urn:ietf:params:scim:schemas:core:2.0:User";
const groupSchema = "urn:ietf:params:scim:schemas:core:2.0:Group";
const bulkRequest = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
const etag = expect.stringMatching(/^W\/"\d+"$/);

type Result = { [name: string]: unknown; location?: string; response?: { detail: string } };

let idp: GroupIdp;
beforeAll(async () => {
  idp = await makeGroupIdp();
});

const request = (...Operations: object[]) => ({ schemas: [bulkRequest], Operations });
const post = (bulkId: string, data: object, path = "/Users") => ({ method: "POST", path, bulkId, data });

/** The results of a Bulk request that was carried out. */
async function bulk(body: object, by = idp): Promise<Result[]> {
  const { status, headers, body: answer } = await by("POST /Bulk", body);
  expect(status).toBe(200);
  expect(headers.get("content-type")).toBe("application/scim+json");
  expect(answer.schemas).toEqual(["urn:ietf:params:scim:api:messages:2.0:BulkResponse"]);
  return answer.Operations as Result[]; // every answer above has them
}

const idIn = (result: Result | undefined) => String(result?.location?.split("/").at(-1));
const read = async (result: Result | undefined) => (await idp(`GET ${result?.location?.slice(baseUrl.length)}`)).body;
const versionOf = async (id: string) => String((await idp(`GET /Users/${id}`)).headers.get("etag"));
const managerOf = (user: Record<string, unknown>) => user[enterprise];
const failure = (status: number, scimType?: string) => ({ status: `${status}`, response: scimError(status, scimType).body });

describe("the examples of RFC 7644 §3.7", () => {
  it("§3.7.1: groups that contain each other are 409, and neither is created", async () => {
    const group = (displayName: string, member: string) => ({
      schemas: [groupSchema],
      displayName,
      members: [{ type: "Group", value: `bulkId:${member}` }],
    });
    const results = await bulk(
      request(post("qwerty", group("Group A", "ytrewq"), "/Groups"), post("ytrewq", group("Group B", "qwerty"), "/Groups")),
    );
    expect(results).toMatchObject([
      { method: "POST", bulkId: "qwerty", ...failure(409) },
      { method: "POST", bulkId: "ytrewq", ...failure(409) },
    ]);
    expect(results.map(({ location }) => location)).toEqual([undefined, undefined]);
    expect((await idp.find('displayName sw "Group "')).body).toMatchObject({ totalResults: 0 });
  });

  it("§3.7.2: a user and a group that it is a member of", async () => {
    const results = await bulk(
      request(
        post("qwerty", { schemas: [userSchema], userName: "Alice" }),
        post(
          "ytrewq",
          { schemas: [groupSchema], displayName: "Tour Guides", members: [{ type: "User", value: "bulkId:qwerty" }] },
          "/Groups",
        ),
      ),
    );
    expect(results).toEqual([
      { location: expect.stringMatching(`^${baseUrl}/Users/`), method: "POST", bulkId: "qwerty", version: etag, status: "201" },
      { location: expect.stringMatching(`^${baseUrl}/Groups/`), method: "POST", bulkId: "ytrewq", version: etag, status: "201" },
    ]);
    const [alice, guides] = results;
    expect(await read(guides)).toMatchObject({
      displayName: "Tour Guides",
      meta: { location: guides?.location, version: guides?.version },
      members: [{ value: idIn(alice), $ref: alice?.location, type: "User" }],
    });
    await idp(`DELETE /Users/${idIn(alice)}`);
  });

  it("§3.7.2: a manager in the enterprise extension", async () => {
    const bob = {
      schemas: [userSchema, enterprise],
      userName: "Bob",
      [enterprise]: { employeeNumber: "11250", manager: { value: "bulkId:qwerty" } },
    };
    const [alice, created] = await bulk(
      request(post("qwerty", { schemas: [userSchema], userName: "Alice" }), post("ytrewq", bob)),
    );
    expect(managerOf(await read(created))).toMatchObject({ employeeNumber: "11250", manager: { value: idIn(alice) } });
    for (const each of [alice, created]) await idp(`DELETE /Users/${idIn(each)}`);
  });

  /** With the versions that are true now, or those of the example, which are not. */
  async function addUpdateRemove(schemas: string[], isStale = false) {
    const ids = [await idp.person(), await idp.person(), await idp.person()];
    const versions = isStale ? ['W/"3694e05e9dff591"', 'W/"edac3253e2c0ef2"', "x"] : await Promise.all(ids.map(versionOf));
    const [put, patch, remove] = ids;
    const operations = [
      post("qwerty", { schemas, userName: `Alice ${newId()}` }),
      {
        method: "PUT",
        path: `/Users/${put}`,
        version: versions[0],
        data: { schemas: [userSchema], id: put, userName: `Bob ${newId()}` },
      },
      {
        method: "PATCH",
        path: `/Users/${patch}`,
        version: versions[1],
        data: [
          { op: "remove", path: "nickName" },
          { op: "add", path: "userName", value: `Dave ${newId()}` },
        ],
      },
      { method: "DELETE", path: `/Users/${isStale ? newId() : remove}`, version: versions[2] },
    ];
    return { ids, operations };
  }

  it("§3.7.3: a user is added, others are updated and removed", async () => {
    const { ids, operations } = await addUpdateRemove([userSchema]);
    const [put, patch, remove] = ids.map((id) => `${baseUrl}/Users/${id}`);
    expect(await bulk({ ...request(...operations), failOnErrors: 1 })).toEqual([
      { location: expect.stringMatching(`^${baseUrl}/Users/`), method: "POST", bulkId: "qwerty", version: etag, status: "201" },
      { location: put, method: "PUT", version: etag, status: "200" },
      { location: patch, method: "PATCH", version: etag, status: "200" },
      { location: remove, method: "DELETE", status: "204" },
    ]);
    expect((await idp(`GET /Users/${ids[0]}`)).body.userName).toMatch(/^Bob/);
    expect((await idp(`GET /Users/${ids[1]}`)).body.userName).toMatch(/^Dave/);
    expect(await idp(`GET /Users/${ids[2]}`)).toMatchObject(scimError(404));
  });

  // As printed there, the POST names urn:ietf:params:scim:api:messages:2.0:User, which is no schema of a user.
  const asPrinted = ["urn:ietf:params:scim:api:messages:2.0:User"];

  it("§3.7.3: with failOnErrors 1 the first error ends it", async () => {
    const { ids, operations } = await addUpdateRemove(asPrinted);
    expect(await bulk({ ...request(...operations), failOnErrors: 1 })).toEqual([
      { method: "POST", bulkId: "qwerty", ...failure(400, "invalidSyntax") },
    ]);
    expect(await idp(`GET /Users/${ids[2]}`)).toMatchObject({ status: 200 });
  });

  it("§3.7.3: without it every operation has its own error", async () => {
    const { ids, operations } = await addUpdateRemove(asPrinted, true);
    const results = await bulk(request(...operations));
    expect(results).toEqual([
      { method: "POST", bulkId: "qwerty", ...failure(400, "invalidSyntax") },
      { location: `${baseUrl}/Users/${ids[0]}`, method: "PUT", ...failure(412) },
      { location: `${baseUrl}/Users/${ids[1]}`, method: "PATCH", ...failure(412) },
      { location: `${baseUrl}${operations[3]?.path}`, method: "DELETE", ...failure(404) },
    ]);
  });

  it("§3.7.4: more than 1 MiB and more than 1,000 operations are 413 that names the limit", async () => {
    const one = post("a", { userName: "x" });
    const large = { ...request(one), padding: "x".repeat(1_048_576) };
    const tooLarge = await idp("POST /Bulk", large);
    expect(tooLarge).toMatchObject(scimError(413));
    expect(tooLarge.body.detail).toContain("1048576");
    const tooMany = await idp("POST /Bulk", request(...Array.from({ length: 1001 }, () => one)));
    expect(tooMany).toMatchObject(scimError(413));
    expect(tooMany.body.detail).toBe("The number of operations exceeds maxOperations (1000).");
  });
});

describe("references", () => {
  it("to what comes later", async () => {
    const results = await bulk(
      request(
        post("group", { displayName: `Group ${newId()}`, members: values("bulkId:boss", "bulkId:report") }, "/Groups"),
        post("report", { userName: newId(), [enterprise]: { manager: "bulkId:boss" } }),
        post("boss", { userName: newId() }),
      ),
    );
    expect(results).toMatchObject(["group", "report", "boss"].map((bulkId) => ({ bulkId, status: "201" })));
    const [group, report, boss] = results;
    expect(await idp.membersOf(idIn(group))).toEqual([idIn(report), idIn(boss)].toSorted());
    expect(managerOf(await read(report))).toMatchObject({ manager: { value: idIn(boss) } });
  });

  it("of users in a circle, and to oneself", async () => {
    const user = (manager: string) => ({
      userName: newId(),
      title: "Head",
      [enterprise]: { manager: { value: `bulkId:${manager}` } },
    });
    const results = await bulk(request(post("a", user("b")), post("b", user("c")), post("c", user("a")), post("d", user("d"))));
    expect(results).toMatchObject(["a", "b", "c", "d"].map((bulkId) => ({ method: "POST", bulkId, status: "201" })));
    const [a, b, c, d] = results;
    for (const [each, manager] of [
      [a, b],
      [b, c],
      [c, a],
      [d, d],
    ]) {
      const shown = await read(each);
      expect(shown).toMatchObject({ title: "Head", meta: { version: each?.version } });
      expect(managerOf(shown)).toMatchObject({ manager: { value: idIn(manager), $ref: manager?.location } });
    }
    expect(await activityOf(idp, idIn(c))).toEqual(["user.created", "user.updated"]);
  });

  it("in paths, and in PUT and PATCH", async () => {
    const other = await idp.person();
    const group = await idp.group({ members: values(other) });
    const results = await bulk(
      request(
        post("a", { userName: newId() }),
        { method: "PATCH", path: "/Users/bulkId:a", data: patchOf({ op: "add", path: "nickName", value: "A" }) },
        { method: "PATCH", path: `/Groups/${group}`, data: patchOf({ op: "add", path: "members", value: values("bulkId:a") }) },
        {
          method: "PUT",
          path: `/Users/${other}`,
          data: { userName: newId(), [enterprise]: { manager: { value: "bulkId:a" } } },
        },
        { method: "PATCH", path: `/Groups/${group}`, data: patchOf({ op: "remove", path: 'members[value eq "bulkId:a"]' }) },
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(["201", "200", "200", "200", "200"]);
    expect(results[1]?.location).toBe(results[0]?.location);
    expect(await read(results[0])).toMatchObject({ nickName: "A" });
    expect(managerOf(await read(results[3]))).toMatchObject({ manager: { value: idIn(results[0]) } });
    expect(await idp.membersOf(group)).toEqual([other]);
  });

  it("of a user to the group that lists it are read-only, and make no circle", async () => {
    const results = await bulk(
      request(
        post("user", { userName: newId(), groups: [{ value: "bulkId:group" }] }),
        post("group", { displayName: `Group ${newId()}`, members: values("bulkId:user") }, "/Groups"),
      ),
    );
    expect(results).toMatchObject([{ status: "201" }, { status: "201" }]);
    expect(await idp.membersOf(idIn(results[1]))).toEqual([idIn(results[0])]);
  });

  it("in a circle with what failed: the user is there, and its result says what it lacks", async () => {
    const userName = newId();
    await createUser(idp, { userName });
    const refers = (to: string, name: string) => ({ userName: name, [enterprise]: { manager: { value: `bulkId:${to}` } } });
    const circle = (a: string, b: string) =>
      request(post("a", refers("b", a)), post("b", refers("a", b)), post("c", { userName: newId() }));
    const results = await bulk(circle(userName, newId()));
    expect(results).toMatchObject([failure(409, "uniqueness"), failure(409), { status: "201" }]);
    expect(await read(results[1])).toMatchObject({ id: idIn(results[1]) });
    const ended = await bulk({ ...circle(userName, newId()), failOnErrors: 1 });
    expect(ended).toMatchObject([failure(409, "uniqueness"), { bulkId: "b", ...failure(409) }]);
    const counted = await bulk({ ...circle(newId(), userName), failOnErrors: 3 });
    expect(counted).toMatchObject([failure(409), failure(409, "uniqueness"), { status: "201" }]);
  });

  it("to what failed are 409, to nothing 400; the rest is carried out", async () => {
    const userName = newId();
    await createUser(idp, { userName });
    const group = (member: string) => ({ displayName: `Group ${newId()}`, members: values(member) });
    const results = await bulk(
      request(
        post("group", group("bulkId:taken"), "/Groups"),
        post("taken", { userName }),
        post("lost", group("bulkId:nobody"), "/Groups"),
        { method: "DELETE", path: "/Users/bulkId:taken" },
        post("last", { userName: newId() }),
      ),
    );
    expect(results).toMatchObject([
      failure(409),
      failure(409, "uniqueness"),
      failure(400, "invalidValue"),
      { method: "DELETE", ...failure(409) },
      { status: "201" },
    ]);
    expect(results[0]?.response?.detail).toContain("taken");
    expect(results[2]?.response?.detail).toContain("nobody");
  });

  it("a circle of groups that PATCH would close is 409 here", async () => {
    const results = await bulk(
      request(
        post("a", { displayName: `A ${newId()}` }, "/Groups"),
        post("b", { displayName: `B ${newId()}`, members: values("bulkId:a") }, "/Groups"),
        { method: "PATCH", path: "/Groups/bulkId:a", data: patchOf({ op: "add", path: "members", value: values("bulkId:b") }) },
      ),
    );
    expect(results).toMatchObject([{ status: "201" }, { status: "201" }, failure(409)]);
    expect(await idp.membersOf(idIn(results[0]))).toEqual([]);
  });
});

describe("operations", () => {
  it("are answered as single requests are", async () => {
    const id = await idp.person();
    const data = { userName: newId() };
    const wrong = [
      { method: "POST", path: "/Users", data },
      { method: "GET", path: `/Users/${id}` },
      { method: "PUT", path: "/Users", data },
      post("at-a-resource", data, `/Users/${id}`),
      post("search", {}, "/Users/.search"),
      post("bulk", request(), "/Bulk"),
      post("discovery", {}, "/Schemas"),
      post("deep", data, `/Users/${id}/name`),
      post("empty", {}),
      { method: "PUT", path: `/Users/${newId()}`, data },
      { method: "PATCH", path: `/Users/${id}`, data: patchOf({ op: "add", path: "id", value: "x" }) },
      { method: "DELETE", path: "/Groups/none" },
      { method: "DELETE", path: `/Users/${id}`, version: 'W/"ü\n"' },
    ];
    expect(
      (await bulk(request(...wrong))).map(({ status, response }) => [status, Reflect.get(response ?? {}, "scimType")]),
    ).toEqual([
      ["400", "invalidValue"],
      ["400", "invalidSyntax"],
      ["405", undefined],
      ["405", undefined],
      ["404", undefined],
      ["404", undefined],
      ["404", undefined],
      ["404", undefined],
      ["400", "invalidValue"],
      ["404", undefined],
      ["400", "mutability"],
      ["404", undefined],
      ["412", undefined],
    ]);
  });

  it("tell the location of their resource, also those that are refused", async () => {
    const id = await idp.person();
    const location = `${baseUrl}/Users/${id}`;
    expect(
      await bulk(
        request(
          { method: "PUT", path: `/Users/${id}` },
          { method: "PATCH", path: `Users/${id}`, data: {} },
          { method: "DELETE", path: `/Users/${id}`, version: 5 },
          { method: "GET", path: `/Users/${id}` },
          { method: "POST", path: "/Users", data: {} },
          {},
        ),
      ),
    ).toEqual([
      { method: "PUT", location, ...failure(400, "invalidSyntax") },
      { method: "PATCH", location, ...failure(400, "invalidSyntax") },
      { method: "DELETE", location, ...failure(400, "invalidSyntax") },
      { method: "GET", location, ...failure(400, "invalidSyntax") },
      { method: "POST", ...failure(400, "invalidValue") },
      failure(400, "invalidSyntax"),
    ]);
  });

  it("take licenses and are in the activity log as single calls are", async () => {
    const licensed = await makeIdp({ licenses: 1 });
    const results = (await licensed("POST /Bulk", request(post("a", { userName: newId() }), post("b", { userName: newId() }))))
      .body.Operations as Result[]; // the answer to a Bulk request
    const [first, second] = results.map(idIn);
    expect(await poolState(licensed, licensed.poolId)).toMatchObject({ invited: 1, waiting: 1 });
    await licensed("POST /Bulk", request({ method: "DELETE", path: `/Users/${first}` }));
    expect(await poolState(licensed, licensed.poolId)).toMatchObject({ invited: 1, waiting: 0 });
    expect(await activityOf(licensed, first ?? "")).toContain("user.created");
    expect(await activityOf(licensed, first ?? "")).toContain("user.deleted");
    expect(await activityOf(licensed, second ?? "")).toContain("user.created");
  });

  it("see no other account", async () => {
    const stranger = await makeGroupIdp();
    const id = await idp.person();
    const results = await bulk(
      request({ method: "DELETE", path: `/Users/${id}` }, { method: "DELETE", path: `/Users/${newId()}` }),
      stranger,
    );
    expect(results).toMatchObject([failure(404), failure(404)]);
    expect(await idp(`GET /Users/${id}`)).toMatchObject({ status: 200 });
  });

  it("run in turn: each sees what those before it did", async () => {
    const userName = newId();
    const results = await bulk(
      request(
        post("a", { userName }),
        { method: "DELETE", path: "/Users/bulkId:a" },
        { method: "DELETE", path: "/Users/bulkId:a" },
        post("b", { userName, externalId: "other" }),
      ),
    );
    expect(results.map(({ status }) => status)).toEqual(["201", "204", "404", "201"]);
  });

  it("end after as many errors as failOnErrors says", async () => {
    const wrong = { method: "DELETE", path: `/Users/${newId()}` };
    const job = request(wrong, post("a", { userName: newId() }), wrong, post("b", { userName: newId() }));
    expect((await bulk({ ...job, failOnErrors: 2 })).map(({ status }) => status)).toEqual(["404", "201", "404"]);
  });

  it("a thousand are carried out, on a busy machine as many as time suffices for", async () => {
    const names = Array.from({ length: 1000 }, () => newId());
    const results = await bulk(request(...names.map((userName) => post(userName, { userName }))));
    expect(results.map(({ bulkId }) => bulkId)).toEqual(names);
    const done = results.filter(({ status }) => status === "201").length;
    expect(done).toBeGreaterThan(0);
    expect(results.map(({ status }) => status)).toEqual(names.map((_, at) => (at < done ? "201" : "503")));
    expect(await idp(`GET /Users?filter=${encodeURIComponent(`userName eq "${names[done - 1]}"`)}`)).toMatchObject({
      body: { totalResults: 1 },
    });
  });

  it("that time does not suffice for are 503, and can be sent again", async () => {
    let clock = 0;
    const now = vi.spyOn(performance, "now").mockImplementation(() => (clock += 100));
    const operations = Array.from({ length: 100 }, (_, n) => post(`${n}`, { userName: newId() }));
    const results = await bulk(request(...operations));
    now.mockRestore();
    const done = results.filter(({ status }) => status === "201").length;
    expect(done).toBeGreaterThan(0);
    expect(results.slice(done)).toMatchObject(operations.slice(done).map(({ bulkId }) => ({ bulkId, ...failure(503) })));
    expect(results.length).toBeGreaterThan(done);
    expect(await bulk(request(...operations.slice(done, done + 1)))).toMatchObject([{ status: "201" }]);
  });

  it("that fail are kept with what the admin should change, and so is what was left out", async () => {
    const own = await makeGroupIdp();
    const userName = "ann@example.com";
    await bulk(
      request(
        post("first", { userName, password: "secret" }),
        post("again", { userName, password: "secret" }),
        post("group", { displayName: "Sales", members: values("nobody") }, "/Groups"),
        { method: "POST", path: "/Users" },
      ),
      own,
    );
    const kept = await listScimRequests(own, own.configurationId, { limit: 10 });
    expect(kept.map(({ kind, method, path, status }) => `${kind} ${method} ${path} ${status}`).toSorted()).toEqual([
      "failure POST /scim/v2/Bulk 400",
      "failure POST /scim/v2/Users 409",
      "warning POST /scim/v2/Groups 201",
    ]);
    expect(kept.find(({ status }) => status === 409)).toMatchObject({ scimType: "uniqueness", sent: { userName } });
    expect(JSON.stringify(kept)).not.toContain("secret");
  });
});

describe("the endpoint", () => {
  it.each([
    ["POST /Bulk/1", 404],
    ["GET /Bulk", 405],
    ["DELETE /Bulk", 405],
  ])("%s is %i", async (line, status) => {
    expect(await idp(line, line.startsWith("POST") ? request(post("a", {})) : undefined)).toMatchObject(scimError(status));
  });

  it("a body that is no Bulk request is 400", async () => {
    for (const body of [{}, { Operations: [] }, "[]", { schemas: [userSchema], Operations: [post("a", {})] }])
      expect(await idp("POST /Bulk", body)).toMatchObject(scimError(400, "invalidSyntax"));
  });

  it("needs the token", async () => {
    expect(await send("POST /Bulk", { body: request(post("a", {})) })).toMatchObject(scimError(401));
  });

  it("is announced with its limits", async () => {
    const bulk = { supported: true, maxOperations: 1000, maxPayloadSize: 1_048_576 };
    expect((await idp("GET /ServiceProviderConfig")).body).toMatchObject({ bulk });
  });
});
