import { describe, expect, it, vi } from "vitest";
import { sql } from "../../db/client.ts";
import { deleteConfiguration } from "../../db/queries/configurations.ts";
import { listScimRequests } from "../../db/queries/scim-requests.ts";
import { createToken, listTokens, revokeToken } from "../../db/queries/tokens.ts";
import { system } from "../../db/testing.ts";
import { newToken } from "../tokens.ts";
import { findCaller, noteUse } from "./authenticate.ts";
import { createUser, type Idp, listOf, makeIdp, scimError, send } from "./testing.ts";

const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } });
const tokenIdOf = async (idp: Idp, except?: string) =>
  (await listTokens(idp, idp.configurationId)).find(({ id }) => id !== except)?.id ?? "";

async function callerOf({ token }: Idp) {
  const caller = await findCaller(new Request("http://localhost", bearer(token)));
  if (!caller) throw new Error("a new token has a holder");
  return caller;
}

async function expiredToken(): Promise<string> {
  const idp = await makeIdp();
  await sql()`update access_tokens set expires_at = now() - interval '1 second' where account_id = ${idp.accountId}`;
  return idp.token;
}

async function revokedToken(): Promise<string> {
  const idp = await makeIdp();
  await revokeToken(idp, system, await tokenIdOf(idp));
  return idp.token;
}

async function tokenOfDeletedConfiguration(): Promise<string> {
  const idp = await makeIdp();
  await deleteConfiguration(idp, system, idp.configurationId);
  return idp.token;
}

describe("401", () => {
  it("unknown, misspelled, expired, revoked and deleted tokens get one and the same answer", async () => {
    const { token } = await makeIdp();
    const misspelled = token.slice(0, -1) + (token.endsWith("A") ? "B" : "A");
    const tokens = [
      newToken(),
      misspelled,
      "secret",
      await expiredToken(),
      await revokedToken(),
      await tokenOfDeletedConfiguration(),
    ];
    for (const refused of tokens) {
      for (const line of ["GET /Users", "GET /Nothing", "GET /ServiceProviderConfig", "GET /Users/1"]) {
        const answer = await send(line, bearer(refused));
        expect(answer).toMatchObject(scimError(401));
        expect(answer.body).toEqual((await send("GET /Users", bearer(newToken()))).body);
        expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="Account Center", error="invalid_token"');
      }
    }
  });

  it.each<[string, Record<string, string>]>([
    ["nothing", {}],
    ["a cookie", { cookie: "next-auth.session-token=x" }],
  ])("%s instead of a token: the challenge alone (RFC 6750 §3.1)", async (_, headers) => {
    const answer = await send("GET /Users", { headers });
    expect(answer).toMatchObject(scimError(401));
    expect(answer.headers.get("www-authenticate")).toBe('Bearer realm="Account Center"');
  });

  it("a token elsewhere than in the header, or of another scheme, is none", async () => {
    const { token } = await makeIdp();
    expect(await send(`GET /Users?access_token=${token}`)).toMatchObject(scimError(401));
    expect(await send("GET /Users", { headers: { authorization: `Basic ${token}` } })).toMatchObject(scimError(401));
    expect(await send("GET /Users", { headers: { authorization: token } })).toMatchObject(scimError(401));
    expect(await send("GET /Users", { headers: { authorization: `bearer ${token}` } })).toMatchObject({ status: 200 });
  });

  it("comes before anything of the body is read", async () => {
    expect(await send("POST /Users", { body: "{", ...bearer(newToken()) })).toMatchObject(scimError(401));
  });
});

describe("tokens", () => {
  it("a revocation holds within a second, for that token alone", async () => {
    const idp = await makeIdp();
    const other = await createToken(idp, system, { configurationId: idp.configurationId, lifetime: "90d" });
    expect(await idp("GET /Users")).toMatchObject({ status: 200 });
    await revokeToken(idp, system, await tokenIdOf(idp, other.id));
    await vi.waitFor(async () => expect(await idp("GET /Users")).toMatchObject({ status: 401 }), { timeout: 1000, interval: 50 });
    expect(await send("GET /Users", bearer(other.token))).toMatchObject({ status: 200 });
  });

  it("the first use is noted at once, the next not for a while", async () => {
    const idp = await makeIdp();
    const lastUse = async () => (await listTokens(idp, idp.configurationId))[0]?.lastUsedAt;
    expect(await lastUse()).toBeNull();
    await idp("GET /Users");
    const first = await lastUse();
    expect(first).toBeInstanceOf(Date);
    await idp("GET /Users");
    expect(await lastUse()).toEqual(first);
  });

  it.each([
    ["expired", "expired on"],
    ["revoked", "revoked on"],
  ])("a call with an %s token appears once on its configuration, and says what to do", async (state, words) => {
    const idp = await makeIdp();
    if (state === "revoked") await revokeToken(idp, system, await tokenIdOf(idp));
    else await sql()`update access_tokens set expires_at = now() where account_id = ${idp.accountId}`;
    for (let call = 0; call < 3; call++) expect(await idp("GET /Users")).toMatchObject(scimError(401));
    const kept = () => listScimRequests(idp, idp.configurationId, { limit: 10 });
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
    expect(await kept()).toMatchObject([{ kind: "connection_test", status: 401, advice: expect.stringContaining(words) }]);
  });

  it("a refusal does not wait for its note: how long it takes tells nothing", async () => {
    const idp = await makeIdp();
    await revokeToken(idp, system, await tokenIdOf(idp));
    const kept = () => listScimRequests(idp, idp.configurationId, { limit: 10 });
    await sql().begin(async (tx) => {
      await tx`lock table scim_requests in access exclusive mode`;
      expect(await idp("GET /Users")).toMatchObject(scimError(401));
    });
    await vi.waitFor(async () => expect(await kept()).toHaveLength(1));
  });

  it("a use that could not be noted is noted with the next call", async () => {
    const caller = { ...(await callerOf(await makeIdp())), lastUsedAt: undefined };
    const now = Date.now();
    await expect(noteUse({ ...caller, accountId: "no id" }, now)).rejects.toThrow();
    await noteUse(caller, now);
    expect(await sql()`select from access_tokens where id = ${caller.tokenId} and last_used_at is not null`).toHaveLength(1);
  });

  it("a token shows its own account only", async () => {
    const [idp, stranger] = [await makeIdp(), await makeIdp()];
    await createUser(stranger, { userName: "ada" });
    expect(await listOf(idp, {})).toMatchObject({ body: { totalResults: 0 } });
  });
});

it("a paused configuration answers 503 with Retry-After in whole seconds, and changes nothing", async () => {
  const idp = await makeIdp();
  await sql()`update scim_configurations set paused_at = now() where account_id = ${idp.accountId}`;
  const answer = await idp("POST /Users", { userName: "ada" });
  expect(answer).toMatchObject(scimError(503));
  expect(answer.headers.get("retry-after")).toMatch(/^[1-9]\d*$/);
  expect(await sql()`select from users where account_id = ${idp.accountId}`).toHaveLength(0);
});
