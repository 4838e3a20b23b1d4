import { expect, test } from "vitest";
import { asResources } from "../resource.ts";
import { endpoint, idp, idpJson, start } from "./run.ts";

const shortYear = ["--scenario", "year", "--users", "40", "--groups", "6", "--days", "8"];

test.each(["entra", "okta", "onelogin"])("%s: after a year the endpoint has what the directory has", async (name) => {
  await start();
  const report = await idpJson(name, ...shortYear);
  expect(report).toMatchObject({ code: 0, failures: [], drift: [] });
  expect(report.happened).toMatchObject({
    joined: expect.any(Number),
    left: expect.any(Number),
    "group renamed": expect.any(Number),
  });
  expect(report.counts.verified).toBe(endpoint.users.size);
  expect(report.counts["groups verified"]).toBeGreaterThan(endpoint.groups.size);
  // Answers that were lost: nothing may come twice.
  const kinds = report.requests.map(({ kind, status }: { kind: string; status: number }) => `${kind} ${status}`);
  expect(kinds).toContain("create, again 409");
});

test("the same seed is the same year, another seed another", async () => {
  const happened = async (seed: string) => {
    await start();
    const report = await idpJson("entra", ...shortYear, "--seed", seed);
    await endpoint.stop();
    return { happened: report.happened, names: report.people.map(({ userName }: { userName: string }) => userName) };
  };
  const seven = await happened("7");
  expect(await happened("7")).toEqual(seven);
  expect(await happened("8")).not.toEqual(seven);
});

test("what was there before the year is nobody's drift", async () => {
  await start();
  endpoint.users.set("1", { id: "1", userName: "somebody", active: true });
  endpoint.groups.set("2", { id: "2", displayName: "something", members: [{ value: "1" }] });
  expect(await idpJson("okta", ...shortYear)).toMatchObject({ code: 0, drift: [] });
});

// Each breaks the endpoint in one way; the year has to see it and say of whom.
const faults: Record<string, { interfere: Parameters<typeof start>[0]; drift: object }> = {
  "a person who was deleted and stays": {
    interfere: ({ method, url }) => (method === "DELETE" && url.includes("/Users") ? { status: 204 } : undefined),
    drift: { attribute: "existence" },
  },
  "a value that nobody sent": {
    interfere: ({ method, body }) => {
      if (method === "POST" && body.userName !== undefined) body.nickName ??= "made up";
      return undefined;
    },
    drift: { attribute: "nickName", found: "made up" },
  },
  "a member who is removed and stays": {
    interfere: ({ method, url, body }) => {
      const removes = asResources(body.Operations).some(({ op }) => String(op).toLowerCase() === "remove");
      return method === "PATCH" && url.includes("/Groups") && removes ? { status: 204 } : undefined;
    },
    drift: { attribute: "members", history: expect.arrayContaining([expect.stringMatching(/^day \d+ /)]) },
  },
  "groups that a user does not name": {
    interfere: ({ method, url }) => {
      if (method !== "GET" || !url.includes("/Users?startIndex=")) return undefined;
      const Resources = [...endpoint.users.values()];
      return { status: 200, body: { totalResults: Resources.length, Resources } };
    },
    drift: { attribute: "groups", sent: expect.any(String) },
  },
  "a repeated create that makes a second group": {
    interfere: ({ method, url, body }) => {
      if (method !== "POST" || !url.endsWith("/Groups")) return undefined;
      const id = crypto.randomUUID();
      endpoint.groups.set(id, { id, displayName: body.displayName, externalId: body.externalId });
      return { status: 201, body: { id, displayName: body.displayName, externalId: body.externalId } };
    },
    drift: { attribute: "existence", sent: "nothing" },
  },
};

test.each(Object.entries(faults))("drift: %s", async (_, { interfere, drift }) => {
  await start(interfere);
  const report = await idpJson("entra", ...shortYear, "--repeat-every", "5");
  expect(report.code).toBe(1);
  expect(report.drift).toContainEqual(expect.objectContaining(drift));
});

test("a year that ends in drift says so in words", async () => {
  await start(({ method, url }) => (method === "DELETE" && url.includes("/Users") ? { status: 204 } : undefined));
  const { code, output } = await idp("onelogin", ...shortYear);
  expect(code).toBe(1);
  expect(output).toMatch(/\d+ drift:/);
  expect(output).toMatch(/existence sent "deleted", found "still there" \(.*day \d+ deleted\)/);
});
