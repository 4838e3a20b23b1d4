import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, makeConfiguration, makePool, system } from "../testing.ts";
import { pauseConfiguration, resumeConfiguration, settingsStamp, updateConfiguration } from "./configuration-changes.ts";
import { deleteConfiguration, findConfiguration } from "./configurations.ts";
import type { Scope } from "./scope.ts";
import { findTokenHolder, listTokens, reissueToken } from "./tokens.ts";

const settings = { name: "Test", poolId: undefined, notificationEmail: undefined, notifyOnFailure: false };

const log = async ({ accountId }: Scope) =>
  (
    await sql()`select action, changes from activity where account_id = ${accountId} and action <> 'pool.created' order by id`
  ).map(({ action, changes }) => [action, changes && JSON.parse(JSON.stringify(changes))]);
const actions = async (scope: Scope) => (await log(scope)).map(([action]) => action);

async function make() {
  const account = await makeAccount();
  const poolId = await makePool(account, 3);
  const configuration = await makeConfiguration(account);
  return { account, poolId, ...configuration, id: configuration.configurationId };
}

describe("the settings of a configuration", () => {
  it("change, and the log says each before and after", async () => {
    const { account, id, poolId } = await make();
    const next = { name: "Entra ID", poolId, notificationEmail: "it@example.com", notifyOnFailure: true };
    expect(await updateConfiguration(account, system, id, { ...next, seen: settingsStamp(settings) })).toEqual({
      reassigned: true,
    });
    expect(await findConfiguration(account, id)).toMatchObject({ name: "Entra ID", notifyOnFailure: true, license: { poolId } });
    expect((await log(account)).at(-1)).toEqual([
      "configuration.updated",
      {
        name: ["Test", "Entra ID"],
        autoAssign: [null, "Sales Navigator Advanced"],
        notificationEmail: [null, "it@example.com"],
        notifyOnFailure: [false, true],
      },
    ]);
    expect(await updateConfiguration(account, system, id, { ...next, seen: settingsStamp(next) })).toEqual({ reassigned: false });
    expect(await actions(account)).toEqual(["configuration.created", "configuration.updated"]);
  });

  it("are not overwritten by a form that showed others", async () => {
    const { account, id } = await make();
    const seen = settingsStamp(settings);
    const write = (name: string) => updateConfiguration(account, system, id, { ...settings, name, seen });
    const results = await Promise.allSettled([write("One"), write("Two"), write("Three")]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected", "rejected"]);
    await expect(write("Four")).rejects.toMatchObject({ code: "conflict" });
  });

  it("take no pool of another account, and none that SCIM cannot assign", async () => {
    const { account, id } = await make();
    const stranger = await make();
    const seen = settingsStamp(settings);
    for (const poolId of [stranger.poolId, newId(), await makePool(account, 1, "Core")])
      await expect(updateConfiguration(account, system, id, { ...settings, poolId, seen })).rejects.toMatchObject({
        code: "invalid",
      });
    expect(await findConfiguration(account, id)).toMatchObject({ license: undefined });
  });
});

describe("a pause", () => {
  it("is one row in the log however often it is pressed, and ends", async () => {
    const { account, id, token } = await make();
    await Promise.all([pauseConfiguration(account, system, id), pauseConfiguration(account, system, id)]);
    expect((await findTokenHolder(token))?.pausedAt).toBeInstanceOf(Date);
    await resumeConfiguration(account, system, id);
    await resumeConfiguration(account, system, id);
    expect((await findTokenHolder(token))?.pausedAt).toBeUndefined();
    expect(await actions(account)).toEqual(["configuration.created", "configuration.paused", "configuration.resumed"]);
  });
});

describe("a reissued token", () => {
  it("lets the old one work until the overlap is over", async () => {
    const { account, id, token } = await make();
    const made = await reissueToken(account, system, { configurationId: id, lifetime: "1y", overlap: "1d" });
    const old = (await listTokens(account, id)).find((row) => row.id !== made.id);
    const hours = ((old?.expiresAt.getTime() ?? 0) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(23.9);
    expect(hours).toBeLessThanOrEqual(24);
    expect((await findTokenHolder(token))?.refused).toBeUndefined();
    expect((await findTokenHolder(made.token))?.refused).toBeUndefined();
    expect(await actions(account)).toEqual(["configuration.created", "token.reissued"]);
  });

  it("without overlap ends the old one at once; no overlap makes one live longer", async () => {
    const { account, id, token } = await make();
    await sql()`update access_tokens set expires_at = now() + interval '1 hour' where account_id = ${account.accountId}`;
    const second = await reissueToken(account, system, { configurationId: id, lifetime: "90d", overlap: "30d" });
    const first = (await listTokens(account, id)).find((row) => row.id !== second.id);
    expect(first?.expiresAt.getTime()).toBeLessThan(Date.now() + 3_600_001);
    await reissueToken(account, system, { configurationId: id, lifetime: "2y", overlap: "none" });
    expect((await findTokenHolder(token))?.refused?.reason).toBe("revoked");
    expect((await findTokenHolder(second.token))?.refused?.reason).toBe("revoked");
  });
});

it("a configuration of another account, a deleted one and none are the same", async () => {
  const { account, id } = await make();
  const gone = await makeConfiguration(account);
  await deleteConfiguration(account, system, gone.configurationId);
  const stranger = await make();
  for (const unknown of [stranger.id, gone.configurationId, newId(), "nonsense"]) {
    const refused = { code: "not_found", message: "This SCIM configuration does not exist any more." };
    const seen = settingsStamp(settings);
    await expect(updateConfiguration(account, system, unknown, { ...settings, seen })).rejects.toMatchObject(refused);
    await expect(pauseConfiguration(account, system, unknown)).rejects.toMatchObject(refused);
    await expect(
      reissueToken(account, system, { configurationId: unknown, lifetime: "1y", overlap: "none" }),
    ).rejects.toMatchObject(refused);
  }
  expect(await findConfiguration(account, id)).toBeDefined();
});
