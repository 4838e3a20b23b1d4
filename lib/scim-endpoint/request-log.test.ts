import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { sql } from "../../db/client.ts";
import { listScimRequests } from "../../db/queries/scim-requests.ts";
import { revokeToken } from "../../db/queries/tokens.ts";
import { makeAccount, makeConfiguration, makePool, system } from "../../db/testing.ts";
import { handleScim } from "./handle.ts";

type Configuration = Awaited<ReturnType<typeof makeConfiguration>>;
let configuration: Configuration;
beforeEach(async () => {
  const account = await makeAccount();
  configuration = await makeConfiguration(account, await makePool(account, 5));
});

const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) =>
  handleScim(
    new Request(`http://localhost/scim/v2${path}`, {
      method,
      headers: { authorization: `Bearer ${configuration.token}`, "content-type": "application/scim+json", ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );

const kept = (...kinds: ("connection_test" | "failure" | "warning")[]) =>
  listScimRequests(configuration, configuration.configurationId, { ...(kinds.length > 0 && { kinds }), limit: 100 });

const match = () => call("GET", `/Users?filter=externalId+eq+%22${randomUUID()}%22`);

describe("what the endpoint keeps of calls", () => {
  it("Entra's test of the connection is kept as accepted, and tells which provider calls", async () => {
    await match();
    expect(await kept()).toMatchObject([{ kind: "connection_test", status: 200, idp: "entra" }]);
  });

  it("a first sync that matches people by GUIDs does not fill the log with connection tests", async () => {
    await match();
    for (const userName of ["a", "b", "c"]) {
      await match();
      await call("POST", "/Users", { userName });
    }
    await match();
    expect(await kept("connection_test")).toHaveLength(1);
  });

  it("a failed call is kept with values of known attributes, names of unknown ones, secrets masked, and advice", async () => {
    await call("POST", "/Users", { userName: "ann" });
    await call("POST", "/Users", { userName: "ANN", title: "Lead", password: "hunter2", favouriteColour: "blue" });
    const [failure] = await kept("failure");
    expect(failure).toMatchObject({ status: 409, scimType: "uniqueness", advice: expect.stringContaining("userName") });
    expect(failure?.sent).toMatchObject({ userName: "ANN", title: "Lead" });
    expect(JSON.stringify(failure)).not.toMatch(/hunter2|blue/);
    expect(JSON.stringify(failure)).toContain("favouriteColour");
  });

  it("attributes that every person's mapping sends in vain are kept once", async () => {
    for (const userName of ["a", "b", "c"]) await call("POST", "/Users", { userName, favouriteColour: "blue" });
    expect(await kept("warning")).toMatchObject([{ detail: "Left out: favouriteColour." }]);
  });

  it("a call with a revoked token appears once, with what to do", async () => {
    const [token] = await sql()<{ id: string }[]>`select id from access_tokens where account_id = ${configuration.accountId}`;
    await revokeToken(configuration, system, token?.id ?? "");
    for (let time = 0; time < 3; time++) expect((await match()).status).toBe(401);
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
    const tests = await kept();
    expect(tests[0]).toMatchObject({
      status: 401,
      advice: expect.stringMatching(/^Your IdP used the token revoked on .*; paste the new one\.$/),
    });
  });

  it("Okta's test and another client's first look are kept as connection tests", async () => {
    await call("GET", "/Users?startIndex=1&count=2", undefined, { "user-agent": "Okta SCIM Client 1.0.0" });
    await call("GET", "/ServiceProviderConfig");
    expect(await kept("connection_test")).toMatchObject([{ idp: "okta" }, { idp: "okta" }]);
  });

  it("a sync that only looks people up, and writes nothing, does not fill the log either", async () => {
    for (let person = 0; person < 30; person++) await match();
    expect(await kept()).toHaveLength(1);
  });

  it("of a long address the beginning is kept", async () => {
    await call("GET", `/Users?filter=${"x".repeat(2000)}`);
    await call("GET", `/Users/${"😀".repeat(500)}`);
    const failures = await kept("failure");
    expect(failures).toHaveLength(2);
    for (const { path } of failures) expect(path.length).toBeLessThanOrEqual(300);
  });

  it("a call of a paused configuration says who resumes it", async () => {
    await sql()`update scim_configurations set paused_at = now() where account_id = ${configuration.accountId}`;
    await call("POST", "/Users", { userName: "ann" });
    expect(await kept()).toMatchObject([{ kind: "failure", status: 503, advice: expect.stringMatching(/paused.*[Rr]esume/) }]);
  });
});
