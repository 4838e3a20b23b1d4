import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { sql } from "../../db/client.ts";
import {
  inviteAdmin,
  listAdminInvitations,
  renewAdminInvitation,
  withdrawAdminInvitation,
} from "../../db/queries/admin-invitations.ts";
import { createAdmin } from "../../db/queries/admins.ts";
import { createConfiguration } from "../../db/queries/configurations.ts";
import { resendInvitation } from "../../db/queries/license-changes.ts";
import { recordScimRequest } from "../../db/queries/scim-requests.ts";
import { makeAccount, makeConfiguration, makePool, makeUser, setActive, system } from "../../db/testing.ts";
import { newId } from "../ids.ts";

type Received = { from: string; to: string[]; text: string };

/** The worker as a process has it that starts now, with these settings. */
async function startProcess(settings: Record<string, string>) {
  vi.resetModules();
  vi.stubEnv("APP_SECRET", "a secret of at least 32 characters");
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  Reflect.deleteProperty(globalThis, Symbol.for("account-center"));
  return {
    ...(await import("./send-mails.ts")),
    ...(await import("../mail/transport.ts")),
    ...(await import("../../db/queries/invitations.ts")),
    ...(await import("../../db/client.ts")),
  };
}

let folder: string;
const own = Reflect.get(globalThis, Symbol.for("account-center"));
beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "account-center-mail-"));
  // what other tests left unsent is none of ours
  await sql()`update license_assignments set invitation_sent_at = now() where state = 'invited'`;
  await sql()`delete from mails`;
});
afterEach(() => {
  Reflect.set(globalThis, Symbol.for("account-center"), own);
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const captured = () =>
  readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")));

/** A mail server on this machine. */
async function startMailServer(options: SMTPServerOptions = {}) {
  const received: Received[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : "";
        received.push({ from, to: rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
        done();
      });
    },
    ...options,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo; // it listens on a port
  const settings = { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: "Account Center <accounts@example.com>" };
  return { settings, received, close: () => new Promise<void>((resolve) => server.close(resolve)) };
}

async function makeInvited(...people: string[]) {
  const account = await makeAccount();
  const poolId = await makePool(account, 10);
  const scope = await makeConfiguration(account, poolId);
  const ids = [];
  for (const name of people) {
    ids.push(
      await makeUser(scope, { userName: name, displayName: name, emails: [{ value: `${name}@example.com`, primary: true }] }),
    );
  }
  return { scope, poolId, ids };
}

const failuresOf = async ({ accountId }: { accountId: string }) => {
  const rows = await sql()<{ failure: string; attempts: number; later: boolean }[]>`
    select failure, attempts, due_at > now() + interval '50 seconds' as later from mails where account_id = ${accountId}`;
  return [...rows];
};

it("an invitation goes out over SMTP with the link that an admin can copy, once", async () => {
  const server = await startMailServer();
  const { scope, poolId, ids } = await makeInvited("ann", "ben");
  const process = await startProcess({ ...server.settings, PUBLIC_ORIGIN: "https://accounts.example.com" });
  expect(await process.sendDueMails()).toEqual({ sent: 2, serverFails: false });
  expect(await process.sendDueMails()).toEqual({ sent: 0, serverFails: false });
  expect(server.received.map(({ from, to }) => [from, ...to]).sort()).toEqual([
    ["accounts@example.com", "ann@example.com"],
    ["accounts@example.com", "ben@example.com"],
  ]);
  const link = `https://accounts.example.com${await process.invitationLink(scope, poolId, ids[0] ?? "")}`;
  const { text = "" } = server.received.find(({ to }) => to.includes("ann@example.com")) ?? {};
  expect(text).toContain("Subject: Activate your Sales Navigator Advanced license");
  const readable = text.replace(/=\r\n/g, "").replaceAll("=3D", "=");
  expect(readable).toContain(link);
  expect(readable).toContain("text/html");
  const told = await sql()`
    select action from activity where account_id = ${scope.accountId} and action = 'license.invitation_sent' order by id`;
  expect(told).toHaveLength(2);

  await resendInvitation(scope, system, poolId, ids.slice(0, 1));
  expect(await process.sendDueMails()).toEqual({ sent: 1, serverFails: false });
  expect(server.received.at(-1)?.text).not.toContain(link);
  process.closeMail();
  await process.closeDatabase();
  await server.close();
});

it("two processes at once send each invitation once", async () => {
  const { scope } = await makeInvited(...Array.from({ length: 10 }, (_, index) => `person${index}`));
  const process = await startProcess({ MAIL_CAPTURE_DIR: folder });
  while ((await Promise.all([process.sendDueMails(), process.sendDueMails()])).some(({ sent }) => sent > 0));
  expect(new Set(captured().map(({ to }) => to)).size).toBe(10);
  expect(captured()).toHaveLength(10);
  expect(await failuresOf(scope)).toEqual([]);
  await process.closeDatabase();
});

it("what a mail server refuses is kept with its reason, tried again later, and holds nobody else up", async () => {
  const server = await startMailServer({
    onRcptTo({ address }, _session, done) {
      done(address.startsWith("ann") ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null);
    },
  });
  const { scope } = await makeInvited("ann", "ben");
  const process = await startProcess(server.settings);
  expect(await process.sendDueMails()).toEqual({ sent: 1, serverFails: false });
  expect(await failuresOf(scope)).toEqual([{ failure: "The mail server refused it (550).", attempts: 1, later: true }]);
  process.closeMail();
  await process.closeDatabase();
  await server.close();
});

it("while the mail server is away nothing is lost, and it is not asked for each e-mail", async () => {
  const server = await startMailServer();
  await server.close();
  const { scope } = await makeInvited("ann", "ben", "cid");
  const process = await startProcess(server.settings);
  expect(await process.sendDueMails()).toEqual({ sent: 0, serverFails: true });
  expect(await failuresOf(scope)).toEqual(
    Array.from({ length: 3 }, () => ({ failure: "The mail server cannot be reached.", attempts: 1, later: true })),
  );
  await sql()`update mails set due_at = now() where account_id = ${scope.accountId}`;
  vi.stubEnv("SMTP_URL", "");
  await process.closeDatabase();
  const later = await startProcess({ MAIL_CAPTURE_DIR: folder });
  expect(await later.sendDueMails()).toEqual({ sent: 3, serverFails: false });
  await later.closeDatabase();
});

it("nothing is sent of a license that was returned, and an address that is a list or a header is refused", async () => {
  const { scope, ids } = await makeInvited("ann");
  const value = "ben@example.com, cid@example.com";
  await makeUser(scope, { userName: "ben", emails: [{ value, primary: true }] });
  await makeUser(scope, { userName: "nobody" });
  await sql()`update users set email = ${"x@example.com\r\nBcc: y@example.com"} where account_id = ${scope.accountId} and user_name = 'nobody'`;
  const process = await startProcess({ MAIL_CAPTURE_DIR: folder });
  const { queueMails } = await import("../../db/queries/mails.ts");
  await queueMails();
  await setActive(scope, ids[0] ?? "", false);
  expect(await process.sendDueMails()).toEqual({ sent: 0, serverFails: false });
  expect((await failuresOf(scope)).map(({ failure }) => failure)).toEqual(
    Array.from({ length: 2 }, () => "There is no usable email address."),
  );
  expect(captured()).toEqual([]);
  await process.closeDatabase();
});

async function makeWatched(notifyOnFailure = true) {
  const account = await makeAccount();
  await makePool(account, 5);
  const input = {
    name: "Entra ID",
    poolId: undefined,
    notificationEmail: "it@example.com",
    notifyOnFailure,
    lifetime: "1y",
  } as const;
  const { id, token } = await createConfiguration(account, system, input);
  const scope = { ...account, configurationId: id };
  const fail = (advice: string, at = new Date()) =>
    recordScimRequest(scope, {
      ...{ at, tokenId: token.id, kind: "failure", method: "POST", path: "/scim/v2/Users", status: 409, scimType: "uniqueness" },
      ...{ detail: "ann@example.com is taken", advice, sent: null, idp: null },
    });
  return { scope, fail };
}

it("failures of a configuration are summed up in one e-mail an hour, without what was sent", async () => {
  const { scope, fail } = await makeWatched();
  for (const advice of ["Make userName unique.", "Make userName unique.", "Remove a mapping."]) await fail(advice);
  const process = await startProcess({ MAIL_CAPTURE_DIR: folder, PUBLIC_ORIGIN: "https://accounts.example.com" });
  expect(await process.sendDueMails()).toMatchObject({ sent: 1 });
  const [mail] = captured();
  expect(mail).toMatchObject({ to: "it@example.com", subject: "Entra ID: 3 provisioning requests failed" });
  expect(mail.text).toContain("2 times: Make userName unique.\n\n1 time: Remove a mapping.");
  expect(mail.text).toContain(`https://accounts.example.com/settings/scim/${scope.configurationId}`);
  expect(JSON.stringify(mail)).not.toContain("ann@example.com");

  await fail("Again.");
  expect(await process.sendDueMails()).toMatchObject({ sent: 0 });
  await sql()`update scim_configurations set failures_told_at = failures_told_at - interval '61 minutes' where id = ${scope.configurationId}`;
  await sql()`update scim_requests set at = at - interval '62 minutes' where configuration_id = ${scope.configurationId} and advice <> 'Again.'`;
  expect(await process.sendDueMails()).toMatchObject({ sent: 1 });
  expect(captured().at(-1)).toMatchObject({ subject: "Entra ID: 1 provisioning request failed" });
  await process.closeDatabase();
});

it("nobody who did not ask is told of failures", async () => {
  const { fail } = await makeWatched(false);
  await fail("Make userName unique.");
  const process = await startProcess({ MAIL_CAPTURE_DIR: folder });
  expect(await process.sendDueMails()).toMatchObject({ sent: 0 });
  await process.closeDatabase();
});

it("a mass leave is told to the notification addresses, each once, and not after it was decided", async () => {
  const { scope } = await makeWatched(false);
  const leave = newId();
  await sql()`insert into mass_leaves (account_id, id, tripped_at) values (${scope.accountId}, ${leave}, now())`;
  const process = await startProcess({ MAIL_CAPTURE_DIR: folder });
  expect(await process.sendDueMails()).toMatchObject({ sent: 1 });
  expect(await process.sendDueMails()).toMatchObject({ sent: 0 });
  expect(captured()).toMatchObject([{ to: "it@example.com", subject: "Test account: 0 people became inactive within an hour" }]);
  await sql()`update mass_leaves set told_at = null, resolved_at = now(), resolution = 'released' where id = ${leave}`;
  expect(await process.sendDueMails()).toMatchObject({ sent: 0 });
  await process.closeDatabase();
});

it("the invitation of an admin is sent by whom it is, to its address, again when asked, and not after it ended", async () => {
  const scope = await makeAccount();
  const inviter = { email: `${newId()}@example.com`, name: "Ann <Lee>", role: "full", passwordHash: undefined } as const;
  const { id: adminId } = await createAdmin(scope, system, inviter);
  const delivery = { days: 7, byMail: true };
  const by = { kind: "admin", id: adminId } as const;
  const { id } = await inviteAdmin(scope, by, { email: "new@example.com", role: "full", ...delivery });
  await inviteAdmin(scope, by, { email: "quiet@example.com", role: "full", days: 7, byMail: false });
  const process = await startProcess({ MAIL_CAPTURE_DIR: folder, PUBLIC_ORIGIN: "https://accounts.example.com" });
  expect([await process.sendDueMails(), await process.sendDueMails()]).toMatchObject([{ sent: 1 }, { sent: 0 }]);
  const [mail] = captured();
  expect(mail).toMatchObject({ to: "new@example.com", subject: "Ann <Lee> invites you to administer Test account" });
  expect(mail.text).toContain("to become a Full admin of Test account in Account Center.");
  expect(mail.text).toContain("https://accounts.example.com/join/");
  expect(mail.html).not.toContain("<Lee>");
  const told = await sql()`select action from activity where account_id = ${scope.accountId} and subject_id = ${id} order by id`;
  expect(told.map(({ action }) => action)).toEqual(["admin.invited", "admin.invitation_sent"]);

  await renewAdminInvitation(scope, system, id, delivery);
  expect(await process.sendDueMails()).toMatchObject({ sent: 1 });
  await renewAdminInvitation(scope, system, id, delivery);
  await withdrawAdminInvitation(scope, system, id);
  expect(await process.sendDueMails()).toMatchObject({ sent: 0 });
  expect(await failuresOf(scope)).toEqual([]);
  await process.closeDatabase();
});

it("an invitation of an admin that a mail server refuses stands in the list with the reason", async () => {
  const scope = await makeAccount();
  await inviteAdmin(scope, system, { email: "ann@example.com", role: "sub", days: 7, byMail: true });
  expect(await listAdminInvitations(scope)).toMatchObject([{ mailFailure: null, sentAt: null }]);
  const process = await startProcess({ SMTP_URL: "smtp://127.0.0.1:1", MAIL_FROM: "accounts@example.com" });
  await process.sendDueMails();
  expect(await listAdminInvitations(scope)).toMatchObject([{ mailFailure: "The mail server cannot be reached.", sentAt: null }]);
  process.closeMail();
  await process.closeDatabase();
});
