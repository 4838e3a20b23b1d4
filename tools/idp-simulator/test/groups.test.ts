import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { asResources } from "../resource.ts";
import { endpoint, idp, idpJson, newFile, start } from "./run.ts";

type Operation = { op: string; path?: string; value?: unknown };
const small = ["--users", "30", "--groups", "7", "--concurrency", "1"];
const groups = ["--scenario", "groups", ...small];

const requestsOf = (method: string) =>
  endpoint.requests.filter((request) => request.method === method && request.url.includes("/Groups"));
const operations = () => requestsOf("PATCH").map(({ body }) => body.Operations as Operation[]); // as the simulator made them
const ops = () =>
  operations()
    .flat()
    .map(({ op, path = "(none)" }) => `${op} ${path.replace(/".*"/, "…")}`);
const membersAtEndpoint = (id: unknown) => asResources(endpoint.groups.get(String(id))?.members).map(({ value }) => value);

test("Entra creates groups without members, adds them in batches, and never reads them", async () => {
  await start();
  const report = await idpJson("entra", "--users", "80", "--groups", "3");
  expect(report).toMatchObject({ code: 0, drift: [], counts: { "groups created": 3, "groups verified": 3 } });
  for (const { body } of requestsOf("POST")) {
    expect(body).toMatchObject({
      schemas: [expect.any(String), expect.stringContaining("ADSCIM")],
      externalId: expect.any(String),
    });
    expect(body.members).toBeUndefined();
  }
  const everybody = [...endpoint.groups.values()].find(({ members }) => asResources(members).length === 72);
  const batches = requestsOf("PATCH").filter(({ url }) => url.includes(String(everybody?.id)));
  expect(batches.map(({ body }) => asResources(asResources(body.Operations)[0]?.value).length)).toEqual([50, 22]);
  const match = requestsOf("GET").find(({ url }) => url.includes("filter="));
  expect(match?.url).toContain("excludedAttributes=members&filter=displayName+eq+");
});

test("Entra renames, changes the externalId, and removes members in both styles", async () => {
  await start();
  const report = await idpJson("entra", ...groups);
  expect(report).toMatchObject({ code: 0, failures: [], drift: [], counts: { "groups updated": 5 } });
  expect(ops()).toEqual(expect.arrayContaining(["Remove members", "remove members[value eq …]", "Add members", "add members"]));
  const attributes = operations()
    .flat()
    .filter(({ path }) => path !== "members" && !path?.startsWith("members["));
  expect(JSON.stringify(attributes)).toContain("externalId");
  expect(JSON.stringify(attributes)).toContain("displayName");
});

test("Okta pushes in full, repeats the id with a rename, and sends some changes at once", async () => {
  await start();
  const report = await idpJson("okta", ...groups);
  expect(report).toMatchObject({ code: 0, failures: [], drift: [], counts: { "groups pushed in full": 7 } });
  for (const { body } of requestsOf("POST")) expect(body).toMatchObject({ members: [] });
  expect(ops()).toEqual(
    expect.arrayContaining(["replace (none)", "replace members", "remove members[value eq …]", "add members"]),
  );
  const { url, body } = requestsOf("PATCH")[0] ?? {};
  expect(asResources(body?.Operations)[0]?.value).toEqual({ id: url?.split("/Groups/")[1], displayName: expect.any(String) });
  expect(report.requests.map(({ kind }: { kind: string }) => kind)).toContain("members (at once)");
});

test("Push Now removes whoever else is a member", async () => {
  await start();
  const file = newFile();
  await idpJson("okta", ...small, "--directory", file);
  const [group] = [...endpoint.groups.values()].slice(1); // the group of nobody
  const stranger = [...endpoint.users.keys()][0];
  if (group) group.members = [...asResources(group.members), { value: stranger }];
  const check = await idpJson("okta", ...small, "--directory", file);
  expect(check).toMatchObject({ code: 1, drift: [{ attribute: "members", found: stranger }] });
  await idpJson("okta", ...groups, "--directory", file);
  const saved = JSON.parse(readFileSync(file, "utf8"));
  for (const { id, sent } of saved.groups) expect(membersAtEndpoint(id).sort()).toEqual(sent.sort());
});

test("OneLogin reads all groups before it pushes one, and matches by name among them", async () => {
  await start();
  await idpJson("onelogin", ...small);
  const first = endpoint.requests.find(({ url }) => url.includes("/Groups"));
  expect(first).toMatchObject({ method: "GET", url: expect.stringContaining("/Groups?startIndex=1&count=100") });
  const again = await idpJson("onelogin", ...groups);
  expect(again).toMatchObject({ code: 0, drift: [], counts: { "groups unchanged": 7 } });
  expect(endpoint.groups.size).toBe(7);
  expect(new Set(ops())).toEqual(new Set(["add members", "remove members", "replace displayName"]));
});

test("OneLogin's template sends strings, null ids and one e-mail as an object, and replaces whole people", async () => {
  await start();
  const file = newFile();
  await idpJson("onelogin", ...small, "--directory", file);
  const report = await idpJson("onelogin", ...small, "--directory", file, "--scenario", "changes");
  expect(report).toMatchObject({ code: 0, failures: [], drift: [] });
  const creates = endpoint.requests
    .filter(({ method, url }) => method === "POST" && url.endsWith("/Users"))
    .map(({ body }) => body);
  for (const body of creates) expect(body).toMatchObject({ id: null, active: "true" });
  expect(new Set(creates.map(({ emails }) => Array.isArray(emails)))).toEqual(new Set([true, false]));
  expect(report.requests).toContainEqual(expect.objectContaining({ kind: "replace (PUT)", status: 200 }));
});

test.each(["entra", "okta", "onelogin"])("%s: unlinked groups are deleted or left as they are", async (name) => {
  await start();
  const deleted = await idpJson(name, ...small, "--scenario", "unlink-delete");
  expect(deleted).toMatchObject({ code: 0, failures: [], drift: [], counts: { "groups deleted": 3 } });
  expect(endpoint.groups.size).toBe(4);
  const left = await idpJson(name, ...small, "--scenario", "unlink-leave", "--seed", "2");
  expect(left).toMatchObject({ code: 0, failures: [], drift: [], counts: { "groups left": 3 } });
  expect(endpoint.groups.size).toBe(4 + 7);
});

test("a member who was added and is not there is drift", async () => {
  await start(({ method, url }) => (method === "PATCH" && url.includes("/Groups") ? { status: 204 } : undefined));
  const { code, output } = await idp("entra", ...small);
  expect(code).toBe(1);
  expect(output).toMatch(/members sent "[0-9a-f-]{36}", found nothing/);
});

test("the import walks users and groups, and fails when somebody is missing or counted wrong", async () => {
  await start();
  const file = newFile();
  await idpJson("okta", ...small, "--directory", file);
  const walk = ["okta", ...small, "--directory", file, "--scenario", "import"];
  expect(await idpJson(...walk)).toMatchObject({ code: 0, counts: { "users listed": 30, "groups listed": 7 } });
  const [[lost = ""] = []] = endpoint.users;
  endpoint.users.delete(lost);
  const report = await idpJson(...walk);
  expect(report).toMatchObject({ code: 1, drift: [{ attribute: "import", found: "not listed" }] });
});

test("an import whose pages disagree about the total is drift", async () => {
  await start(({ url }) => {
    if (!url.includes("/Users?startIndex=8&count=7")) return undefined;
    return { status: 200, body: { totalResults: 11, Resources: [...endpoint.users.values()].slice(7, 11) } };
  });
  await idpJson("okta", "--users", "12");
  expect(await idpJson("okta", "--users", "12", "--scenario", "import")).toMatchObject({ code: 1 });
});

test("a directory file from before there were groups still opens", async () => {
  await start();
  const file = newFile();
  writeFileSync(file, JSON.stringify({ idp: "entra", seed: 1, cycle: 0, people: [] }));
  expect(await idpJson("entra", ...small, "--directory", file)).toMatchObject({ code: 0, counts: { "groups created": 7 } });
});
