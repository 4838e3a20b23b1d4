import { and, eq, gt, isNotNull, isNull, lt, ne } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { t } from "../../lib/text.ts";
import { db, type Tx } from "../client.ts";
import { accounts, admins, identities, sessions } from "../schema/accounts.ts";
import { singleSignOn, usedSignOns } from "../schema/single-sign-on.ts";
import { type Actor, type Changes, recordActivity } from "./activity.ts";
import type { Scope } from "./scope.ts";
import { endSessions, insertSession, type NewSession, type SignInMethod } from "./sessions.ts";

/** How an account's admins sign in through its identity provider; the client secret only as "there is one". */
export type SingleSignOn = {
  issuer: string;
  clientId: string;
  domains: string[];
  enabled: boolean;
  /** Passwords open nothing of this account. */
  only: boolean;
  updatedAt: Date;
};

const shownColumns = {
  issuer: singleSignOn.issuer,
  clientId: singleSignOn.clientId,
  domains: singleSignOn.domains,
  enabled: singleSignOn.enabled,
  only: singleSignOn.only,
  updatedAt: singleSignOn.updatedAt,
};

const ofAccount = ({ accountId }: Scope) => eq(singleSignOn.accountId, accountId);

/** Undefined until somebody sets it up. */
export async function findSingleSignOn(scope: Scope): Promise<SingleSignOn | undefined> {
  const [row] = await db().select(shownColumns).from(singleSignOn).where(ofAccount(scope));
  return row;
}

/** What signing in needs, with the sealed client secret; undefined while it is off. */
export async function findEnabledSignOn(scope: Scope): Promise<(SingleSignOn & { sealedSecret: string }) | undefined> {
  const [row] = await db()
    .select({ ...shownColumns, sealedSecret: singleSignOn.sealedSecret })
    .from(singleSignOn)
    .where(and(ofAccount(scope), eq(singleSignOn.enabled, true)));
  return row;
}

export type SignOnInput = {
  issuer: string;
  clientId: string;
  /** Undefined keeps the one that is stored. */
  sealedSecret: string | undefined;
  domains: string[];
  enabled: boolean;
  /** Of the admin who changes it. */
  own: { email: string; sessionId: string | undefined };
  /** `updatedAt` as the admin saw it; undefined: there was nothing. */
  seen: string | undefined;
};

/**
 * Sets single sign-on up, or changes it. Another provider or client names people anew: who was linked is matched by e-mail
 * once more, and passwords work again. Then, and when it is turned off, who came by it is signed out, but for who changes it.
 * Throws conflict when somebody else changed it meanwhile, invalid for a missing secret.
 */
export function saveSingleSignOn(scope: Scope, actor: Actor, { seen, sealedSecret, own, ...input }: SignOnInput): Promise<void> {
  return db().transaction(async (tx) => {
    const before = await lockSignOn(tx, scope);
    if (before?.updatedAt.toISOString() !== seen)
      throw new AppError("conflict", t("Somebody else changed single sign-on meanwhile. Reload the page."));
    const elsewhere = before?.issuer !== input.issuer;
    // a stored secret must not be sent to wherever a new issuer says
    if (elsewhere && !sealedSecret) throw secretNeeded(before !== undefined);
    const renamed = elsewhere || before.clientId !== input.clientId;
    const only = input.enabled && !renamed && (before?.only ?? false);
    if (only && !isOfDomains(own.email, input.domains)) throw ownDomainNeeded(own.email);
    const row = { ...input, only, ...(sealedSecret && { sealedSecret }), updatedAt: new Date() };
    if (before) await tx.update(singleSignOn).set(row).where(ofAccount(scope));
    else if (sealedSecret) await tx.insert(singleSignOn).values({ ...row, accountId: scope.accountId, sealedSecret });
    if (renamed || !input.enabled) await endSessionsBy(tx, scope, "sso", own.sessionId);
    if (before && renamed) await tx.update(admins).set({ ssoSubject: null }).where(eq(admins.accountId, scope.accountId));
    await recordActivity(tx, scope, {
      actor,
      action: "account.sso_changed",
      subject: { kind: "account", id: scope.accountId },
      changes: { ...difference(before, row), ...(sealedSecret && { clientSecret: [before ? "stored" : null, "replaced"] }) },
    });
  });
}

function secretNeeded(changed: boolean): AppError {
  const message = changed ? t("Another issuer needs its own client secret. Enter it.") : t("Enter the client secret.");
  return new AppError("invalid", message, { clientSecret: message });
}

function ownDomainNeeded(email: string): AppError {
  const message = t("Passwords are refused, and you would shut yourself out: {email} is of none of these domains.", { email });
  return new AppError("invalid", message, { domains: message });
}

async function lockSignOn(tx: Tx, scope: Scope): Promise<SingleSignOn | undefined> {
  const [row] = await tx.select(shownColumns).from(singleSignOn).where(ofAccount(scope)).for("update");
  return row;
}

type Shown = Omit<SingleSignOn, "updatedAt">;

function difference(before: Shown | undefined, { issuer, clientId, domains, enabled, only }: Shown): Changes {
  const pairs: Changes = {
    issuer: [before?.issuer ?? null, issuer],
    clientId: [before?.clientId ?? null, clientId],
    emailDomains: [before?.domains.join(", ") || null, domains.join(", ") || null],
    singleSignOn: [before?.enabled ?? null, enabled],
    onlySingleSignOn: [before?.only ?? false, only],
  };
  return Object.fromEntries(Object.entries(pairs).filter(([, [old, now]]) => old !== now));
}

/**
 * Says whether passwords still open this account. Refusing them ends the sessions that began with one. Throws conflict while
 * single sign-on is off. The caller has checked that whoever asks got in without a password.
 */
export function setOnlySingleSignOn(scope: Scope, actor: Actor, only: boolean): Promise<void> {
  return db().transaction(async (tx) => {
    const before = await lockSignOn(tx, scope);
    if (!before?.enabled) throw new AppError("conflict", t("Single sign-on is off. Reload the page."));
    if (before.only === only) return;
    await tx.update(singleSignOn).set({ only, updatedAt: new Date() }).where(ofAccount(scope));
    const ended = only ? await endSessionsBy(tx, scope, "password") : 0;
    await recordActivity(tx, scope, {
      actor,
      action: only ? "account.passwords_refused" : "account.passwords_allowed",
      subject: { kind: "account", id: scope.accountId },
      ...(ended > 0 && { changes: { sessions: [ended, 0] } }),
    });
  });
}

/** Ends every session in the account that began in this way. Returns how many. */
async function endSessionsBy(tx: Tx, scope: Scope, method: SignInMethod, keep?: string): Promise<number> {
  const open = and(isNull(sessions.revokedAt), gt(sessions.expiresAt, new Date()), eq(sessions.method, method));
  const found = await tx
    .select({ id: sessions.id, adminId: sessions.adminId })
    .from(sessions)
    .where(and(eq(sessions.accountId, scope.accountId), open, keep ? ne(sessions.id, keep) : undefined));
  for (const { id, adminId } of found) await endSessions(tx, scope, adminId, { only: id });
  return found.length;
}

/**
 * Turns single sign-on off, for the operator: who came by it is signed out, and passwords work again. Throws conflict when it
 * is off already.
 */
export function turnOffSingleSignOn(scope: Scope, actor: Actor): Promise<void> {
  return db().transaction(async (tx) => {
    const before = await lockSignOn(tx, scope);
    if (!before?.enabled) throw new AppError("conflict", t("Single sign-on is off already."));
    const off = { ...before, enabled: false, only: false };
    await tx.update(singleSignOn).set({ enabled: false, only: false, updatedAt: new Date() }).where(ofAccount(scope));
    await endSessionsBy(tx, scope, "sso");
    await recordActivity(tx, scope, {
      actor,
      action: "account.sso_changed",
      subject: { kind: "account", id: scope.accountId },
      changes: difference(before, off),
    });
  });
}

/** An account into which somebody may sign in through its identity provider. */
export type SignOnChoice = { accountId: string; accountName: string };

/** Where the admin with this e-mail may sign in so, in the order of the names. Before an account is known: no scope. */
export async function listSignOnChoices(email: string): Promise<SignOnChoice[]> {
  const rows = await db()
    .select({ accountId: accounts.id, accountName: accounts.name, domains: singleSignOn.domains })
    .from(identities)
    .innerJoin(admins, eq(admins.identityId, identities.id))
    .innerJoin(singleSignOn, and(eq(singleSignOn.accountId, admins.accountId), eq(singleSignOn.enabled, true)))
    .innerJoin(accounts, eq(accounts.id, admins.accountId))
    .where(eq(identities.emailCanon, canon(email)))
    .orderBy(accounts.name, accounts.id);
  return rows
    .filter(({ domains }) => isOfDomains(email, domains))
    .map(({ accountId, accountName }) => ({ accountId, accountName }));
}

/** Is the e-mail of one of these domains? None given: of any. */
const isOfDomains = (email: string, domains: readonly string[]): boolean =>
  domains.length === 0 || domains.includes(canon(email).split("@").at(-1) ?? "");

/** Notes that an answer to this `state` was used. False when it was already. */
export async function takeSignOn({ accountId }: Scope, digest: Buffer, expiresAt: Date): Promise<boolean> {
  const mine = eq(usedSignOns.accountId, accountId);
  await db()
    .delete(usedSignOns)
    .where(and(mine, lt(usedSignOns.expiresAt, new Date())));
  const taken = await db()
    .insert(usedSignOns)
    .values({ accountId, digest, expiresAt })
    .onConflictDoNothing()
    .returning({ digest: usedSignOns.digest });
  return taken.length === 1;
}

type Proven = { issuer: string; clientId: string; subject: string; email: string | undefined };

const forbidden = (message: string) => new AppError("forbidden", message);

/**
 * Signs in whom the identity provider named, an admin of this account: found by its `sub` once that is known, else once by
 * e-mail, which links the two. Nobody becomes an admin here. Throws forbidden with the reason.
 */
export function signInBySso(scope: Scope, proven: Proven, userAgent: string | undefined): Promise<NewSession> {
  return db().transaction(async (tx) => {
    const [now] = await tx.select(shownColumns).from(singleSignOn).where(ofAccount(scope)).for("share");
    if (!now?.enabled || now.issuer !== proven.issuer || now.clientId !== proven.clientId)
      throw forbidden(t("Single sign-on was changed while you signed in. Start again."));
    const admin = await findLinked(tx, scope, proven.subject);
    const found = admin ?? (await link(tx, scope, proven));
    if (!isOfDomains(found.email, now.domains)) throw forbidden(t("Your email is not of a domain that signs in this way."));
    return insertSession(tx, scope, { adminId: found.adminId, method: "sso", userAgent });
  });
}

type Found = { adminId: string; email: string };

const seatColumns = { adminId: admins.id, email: identities.email };

async function findLinked(tx: Tx, { accountId }: Scope, subject: string): Promise<Found | undefined> {
  const [found] = await tx
    .select(seatColumns)
    .from(admins)
    .innerJoin(identities, eq(identities.id, admins.identityId))
    .where(and(eq(admins.accountId, accountId), eq(admins.ssoSubject, subject)));
  return found;
}

async function link(tx: Tx, scope: Scope, { subject, email }: Proven): Promise<Found> {
  if (email === undefined)
    throw forbidden(
      t("Your identity provider did not say your email address. It has to send the claim email with the ID token."),
    );
  const [admin] = await tx
    .select({ ...seatColumns, ssoSubject: admins.ssoSubject })
    .from(admins)
    .innerJoin(identities, eq(identities.id, admins.identityId))
    .where(and(eq(admins.accountId, scope.accountId), eq(identities.emailCanon, canon(email))))
    .for("update", { of: admins });
  if (!admin) throw forbidden(t("You are not an admin of this organization. Ask one of its Full admins to invite you."));
  // an address that was given to somebody else is not the person whom it used to be
  if (admin.ssoSubject !== null)
    throw forbidden(t("Your email belongs to an admin whom your identity provider knows as somebody else. Ask a Full admin."));
  const mine = and(eq(admins.accountId, scope.accountId), eq(admins.id, admin.adminId));
  await tx.update(admins).set({ ssoSubject: subject }).where(mine);
  await recordActivity(tx, scope, {
    actor: { kind: "admin", id: admin.adminId },
    action: "admin.sso_linked",
    subject: { kind: "admin", id: admin.adminId },
  });
  return { adminId: admin.adminId, email: admin.email };
}

/**
 * Writes down that somebody came from the identity provider and was not let in. `email`: whom it proved, if it came so far;
 * `told`: the reason as they read it; `last`: further ones of this hour are not written down.
 */
export function recordRefusedSignOn(
  scope: Scope,
  { email, told, last }: { email: string | undefined; told: string; last: boolean },
): Promise<void> {
  return db().transaction((tx) =>
    recordActivity(tx, scope, {
      actor: { kind: "system" },
      action: last ? "account.sso_refusals_full" : "account.sso_refused",
      subject: { kind: "account", id: scope.accountId },
      changes: { ...(email !== undefined && { email: [null, email] }), told: [null, told] },
    }),
  );
}

/**
 * Forgets by which `sub` an admin is known, whose next single sign-on finds them by e-mail again: when their account at the
 * identity provider was made anew. Ends their sessions that began so. Throws not_found for who is linked to nothing.
 */
export function unlinkSignOn(scope: Scope, actor: Actor, adminId: string): Promise<void> {
  return db().transaction(async (tx) => {
    const linked = and(eq(admins.accountId, scope.accountId), eq(admins.id, adminId), isNotNull(admins.ssoSubject));
    const [admin] = isId(adminId)
      ? await tx.update(admins).set({ ssoSubject: null }).where(linked).returning({ id: admins.id })
      : [];
    if (!admin) throw new AppError("not_found", t("This admin is not linked to the identity provider any more."));
    await endSessions(tx, scope, adminId, { method: "sso" });
    await recordActivity(tx, scope, { actor, action: "admin.sso_unlinked", subject: { kind: "admin", id: adminId } });
  });
}
