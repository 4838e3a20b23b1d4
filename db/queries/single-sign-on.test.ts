import { describe, expect, it } from "vitest";
import { newId } from "../../lib/ids.ts";
import { sql } from "../client.ts";
import { makeAccount, system } from "../testing.ts";
import { endOwnSession, endOwnSessions, listOwnSessions, renameIdentity } from "./admin-changes.ts";
import { createAdmin, listAdmins, listSeats } from "./admins.ts";
import type { Scope } from "./scope.ts";
import { createSession, findSession } from "./sessions.ts";
import {
  findEnabledSignOn,
  findSingleSignOn,
  listSignOnChoices,
  type SignOnInput,
  saveSingleSignOn,
  setOnlySingleSignOn,
  takeSignOn,
  turnOffSingleSignOn,
  unlinkSignOn,
} from "./single-sign-on.ts";

const newEmail = () => `${newId()}@example.com`;
const input: SignOnInput = {
  ...{ issuer: "https://idp.example", clientId: "client", sealedSecret: "sealed", domains: [], enabled: true },
  ...{ own: { email: "me@example.com", sessionId: undefined }, seen: undefined },
};

/** Saves what is there with some changes, as somebody who just looked. */
async function save(scope: Scope, changes: Partial<SignOnInput> = {}): Promise<void> {
  const seen = (await findSingleSignOn(scope))?.updatedAt.toISOString();
  await saveSingleSignOn(scope, system, { ...input, seen, ...changes });
}

const addAdmin = (scope: Scope, email = newEmail()) =>
  createAdmin(scope, system, { email, name: "Somebody", role: "full", passwordHash: "hash" });

const lastActivity = async ({ accountId }: Scope) =>
  (await sql()`select action, changes from activity where account_id = ${accountId} order by id desc limit 1`)[0];

describe("single sign-on of an account", () => {
  it("is nothing until somebody sets it up, and never shows its secret where it is shown", async () => {
    const [scope, stranger] = [await makeAccount(), await makeAccount()];
    expect(await findSingleSignOn(scope)).toBeUndefined();
    await save(scope, { domains: ["example.com"] });
    expect(await findSingleSignOn(scope)).toEqual({
      ...{ issuer: "https://idp.example", clientId: "client", domains: ["example.com"], enabled: true, only: false },
      updatedAt: expect.any(Date),
    });
    expect(await findEnabledSignOn(scope)).toMatchObject({ sealedSecret: "sealed" });
    expect([await findSingleSignOn(stranger), await findEnabledSignOn(stranger)]).toEqual([undefined, undefined]);
    expect(await lastActivity(scope)).toEqual({
      action: "account.sso_changed",
      changes: {
        ...{ issuer: [null, "https://idp.example"], clientId: [null, "client"], emailDomains: [null, "example.com"] },
        ...{ singleSignOn: [null, true], clientSecret: [null, "replaced"] },
      },
    });
  });

  it("refuses what somebody saves who saw an older state", async () => {
    const scope = await makeAccount();
    await save(scope);
    for (const seen of [undefined, new Date(0).toISOString()])
      await expect(save(scope, { seen })).rejects.toMatchObject({ code: "conflict" });
  });

  it("keeps the stored secret, but sends it to no other issuer", async () => {
    const scope = await makeAccount();
    await expect(save(scope, { sealedSecret: undefined })).rejects.toMatchObject({
      fields: { clientSecret: expect.any(String) },
    });
    await save(scope);
    await save(scope, { sealedSecret: undefined, domains: ["example.com"] });
    expect(await findEnabledSignOn(scope)).toMatchObject({ sealedSecret: "sealed", domains: ["example.com"] });
    const elsewhere = { issuer: "https://evil.example", sealedSecret: undefined };
    await expect(save(scope, elsewhere)).rejects.toMatchObject({ fields: { clientSecret: expect.any(String) } });
  });

  it("forgets who was who, and accepts passwords, when another provider or client names people", async () => {
    const scope = await makeAccount();
    const { id } = await addAdmin(scope);
    const subject = async () => (await sql()`select sso_subject from admins where id = ${id}`)[0]?.sso_subject;
    for (const change of [{ clientId: "another" }, { issuer: "https://other.example" }]) {
      await save(scope);
      await setOnlySingleSignOn(scope, system, true);
      await sql()`update admins set sso_subject = 'x' where id = ${id}`;
      await save(scope, { domains: ["example.com"] });
      expect([await subject(), (await findSingleSignOn(scope))?.only]).toEqual(["x", true]);
      await save(scope, change);
      expect([await subject(), (await findSingleSignOn(scope))?.only]).toEqual([null, false]);
    }
  });

  it("signs out who came by it when it is turned off or asks another provider, but for who does so", async () => {
    const scope = await makeAccount();
    const { id: adminId } = await addAdmin(scope);
    const open = (method: "password" | "sso") => createSession(scope, { adminId, method, userAgent: undefined });
    for (const change of [{ enabled: false }, { clientId: "another" }, { issuer: "https://other.example" }]) {
      await save(scope);
      const [mine, other, password] = [await open("sso"), await open("sso"), await open("password")];
      await save(scope, { domains: ["example.com"] });
      expect(await findSession(other.secret)).toBeDefined();
      await save(scope, { ...change, own: { email: "me@example.com", sessionId: mine.id } });
      const left = await Promise.all([mine, other, password].map(({ secret }) => findSession(secret)));
      expect(left.map((session) => session !== undefined)).toEqual([true, false, true]);
    }
    const last = await open("sso");
    await save(scope);
    await turnOffSingleSignOn(scope, system);
    expect(await findSession(last.secret)).toBeUndefined();
  });

  it("forgets whom the identity provider means by somebody, whose sessions by it then end", async () => {
    const [scope, stranger] = [await makeAccount(), await makeAccount()];
    const { id } = await addAdmin(scope);
    await sql()`update admins set sso_subject = 'x' where id = ${id}`;
    expect(await listAdmins(scope)).toMatchObject([{ linked: true }]);
    const [sso, password] = [
      await createSession(scope, { adminId: id, method: "sso", userAgent: undefined }),
      await createSession(scope, { adminId: id, method: "password", userAgent: undefined }),
    ];
    await expect(unlinkSignOn(stranger, system, id)).rejects.toMatchObject({ code: "not_found" });
    await unlinkSignOn(scope, system, id);
    expect(await listAdmins(scope)).toMatchObject([{ linked: false }]);
    expect([await findSession(sso.secret), (await findSession(password.secret))?.adminId]).toEqual([undefined, id]);
    expect(await lastActivity(scope)).toMatchObject({ action: "admin.sso_unlinked" });
    await expect(unlinkSignOn(scope, system, id)).rejects.toMatchObject({ code: "not_found" });
  });

  it("lets nobody shut themselves out by a domain while passwords are refused", async () => {
    const scope = await makeAccount();
    await save(scope);
    await setOnlySingleSignOn(scope, system, true);
    await expect(save(scope, { domains: ["other.example"] })).rejects.toMatchObject({ fields: { domains: expect.any(String) } });
    await save(scope, { domains: ["example.com"] });
  });

  it("refuses passwords only while it is on", async () => {
    const scope = await makeAccount();
    await expect(setOnlySingleSignOn(scope, system, true)).rejects.toMatchObject({ code: "conflict" });
    await save(scope);
    await setOnlySingleSignOn(scope, system, true);
    await turnOffSingleSignOn(scope, system);
    expect(await findSingleSignOn(scope)).toMatchObject({ enabled: false, only: false });
    expect(await findEnabledSignOn(scope)).toBeUndefined();
    await expect(turnOffSingleSignOn(scope, system)).rejects.toMatchObject({ code: "conflict" });
  });

  it("leaves no session by password, however many begin while passwords are being refused", async () => {
    const scope = await makeAccount();
    const { id: adminId } = await addAdmin(scope);
    await save(scope);
    const begin = () => createSession(scope, { adminId, method: "password", userAgent: undefined });
    const begun = Array.from({ length: 12 }, async (_, index) => {
      if (index === 6) await setOnlySingleSignOn(scope, system, true);
      else return begin();
    });
    const secrets = (await Promise.allSettled(begun)).flatMap((result) =>
      result.status === "fulfilled" && result.value ? [result.value.secret] : [],
    );
    expect((await Promise.all(secrets.map(findSession))).filter(Boolean)).toEqual([]);
  });

  it("is a choice for its own admins, within its domains", async () => {
    const [here, there, off] = [await makeAccount(), await makeAccount(), await makeAccount()];
    const email = newEmail();
    for (const scope of [here, there, off]) await addAdmin(scope, email);
    await save(here);
    await save(there, { domains: ["corp.example"] });
    await save(off, { enabled: false });
    expect(await listSignOnChoices(email.toUpperCase())).toEqual([{ ...here, accountName: "Test account" }]);
    expect(await listSignOnChoices(newEmail())).toEqual([]);
  });

  it("takes each answer once, and each account its own", async () => {
    const [scope, other] = [await makeAccount(), await makeAccount()];
    const [digest, later] = [Buffer.from("state"), new Date(Date.now() + 60_000)];
    const taken = await Promise.all(Array.from({ length: 10 }, () => takeSignOn(scope, digest, later)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await takeSignOn(other, digest, later)).toBe(true);
    await takeSignOn(other, Buffer.from("old"), new Date(0));
    await takeSignOn(other, Buffer.from("new"), later);
    const [left] = await sql()`select count(*)::int as number from used_sign_ons where account_id = ${other.accountId}`;
    expect(left?.number).toBe(2);
  });
});

describe("who came by single sign-on", () => {
  it("speaks for themselves in this account and in no other", async () => {
    const [here, there] = [await makeAccount(), await makeAccount()];
    const email = newEmail();
    const [seat, other] = [await addAdmin(here, email), await addAdmin(there, email)];
    const open = (scope: Scope, adminId: string, method: "password" | "sso") =>
      createSession(scope, { adminId, method, userAgent: undefined });
    const mine = await open(here, seat.id, "sso");
    const elsewhere = await open(there, other.id, "password");
    const oneself = { ...here, identityId: seat.identityId, method: "sso" as const };
    expect((await listOwnSessions(oneself)).map(({ id, method }) => [id, method])).toEqual([[mine.id, "sso"]]);
    await expect(endOwnSession(oneself, elsewhere.id)).rejects.toMatchObject({ code: "not_found" });
    expect(await endOwnSessions(oneself, mine.id)).toBe(0);
    await expect(renameIdentity(oneself, "Other")).rejects.toMatchObject({ code: "forbidden" });
    expect(await findSession(elsewhere.secret)).toMatchObject({ accountCount: 2, method: "password" });
    expect(await findSession(mine.secret)).toMatchObject({ accountCount: 1, method: "sso" });
  });

  it("changes their name where it is theirs alone", async () => {
    const scope = await makeAccount();
    const email = newEmail();
    const { identityId } = await addAdmin(scope, email);
    await renameIdentity({ ...scope, identityId, method: "sso" }, "Renamed");
    const [row] = await sql()`select name from identities where id = ${identityId}`;
    expect(row?.name).toBe("Renamed");
    await save(scope);
    await setOnlySingleSignOn(scope, system, true);
    expect(await listSeats(identityId)).toMatchObject([{ ...scope, onlySso: true }]);
  });
});
