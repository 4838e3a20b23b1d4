import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { digest, newToken, tokenHint } from "../../lib/tokens.ts";
import { db, instantOf, sql, type Tx } from "../client.ts";
import { lookups } from "../schema/accounts.ts";
import { accessTokens, scimConfigurations } from "../schema/configurations.ts";
import { type Actor, type Changes, recordActivity } from "./activity.ts";
import type { ScimScope, Scope } from "./scope.ts";

/** Lifetimes an admin can choose from, in days. */
export const tokenLifetimes = { "90d": 90, "1y": 365, "2y": 730 } as const;
export type TokenLifetime = keyof typeof tokenLifetimes;

export type NewToken = { id: string; token: string; expiresAt: Date };

const hour = 3_600_000;
const day = 24 * hour;

/** Creates an access token inside the caller's transaction. The secret is in the answer and nowhere else. */
export async function insertToken(
  tx: Tx,
  scope: Scope,
  actor: Actor,
  configurationId: string,
  lifetime: TokenLifetime,
): Promise<NewToken> {
  const id = newId();
  const token = newToken();
  const expiresAt = new Date(Date.now() + tokenLifetimes[lifetime] * day);
  await tx.insert(accessTokens).values({
    accountId: scope.accountId,
    id,
    configurationId,
    hint: tokenHint(token),
    createdBy: actor.kind === "admin" ? actor.id : null,
    expiresAt,
  });
  await tx.insert(lookups).values({ kind: "access_token", digest: digest(token), accountId: scope.accountId, rowId: id });
  return { id, token, expiresAt };
}

/** Adds an access token to a configuration. Throws not_found for a configuration of nobody or of another account. */
export function createToken(
  scope: Scope,
  actor: Actor,
  input: { configurationId: string; lifetime: TokenLifetime },
): Promise<NewToken> {
  return db().transaction(async (tx) => {
    await requireConfiguration(tx, scope, input.configurationId);
    const created = await insertToken(tx, scope, actor, input.configurationId, input.lifetime);
    await recordToken(tx, scope, actor, "token.created", input.configurationId, created);
    return created;
  });
}

async function requireConfiguration(tx: Tx, { accountId }: Scope, id: string): Promise<void> {
  const [configuration] = isId(id)
    ? await tx
        .select({ id: scimConfigurations.id })
        .from(scimConfigurations)
        .where(
          and(eq(scimConfigurations.accountId, accountId), eq(scimConfigurations.id, id), isNull(scimConfigurations.deletedAt)),
        )
        .for("share")
    : [];
  if (!configuration) throw new AppError("not_found", t("This SCIM configuration does not exist any more."));
}

const recordToken = (
  tx: Tx,
  scope: Scope,
  actor: Actor,
  action: string,
  configurationId: string,
  { id, expiresAt }: NewToken,
  more?: Changes,
) =>
  recordActivity(tx, scope, {
    ...{ actor, action, subject: { kind: "token", id }, configurationId },
    changes: { expiresAt: [null, expiresAt.toISOString()], ...more },
  });

/** How long the old tokens go on working beside a new one, in hours; 0 ends them at once. */
export const overlaps = { none: 0, "1h": 1, "1d": 24, "7d": 168, "30d": 720 } as const;
export type Overlap = keyof typeof overlaps;

/**
 * Adds a token in place of those that work now, which expire when the overlap is over, or when they would have anyway. Throws
 * not_found for a configuration of nobody or of another account.
 */
export function reissueToken(
  scope: Scope,
  actor: Actor,
  input: { configurationId: string; lifetime: TokenLifetime; overlap: Overlap },
): Promise<NewToken> {
  return db().transaction(async (tx) => {
    const { configurationId } = input;
    await requireConfiguration(tx, scope, configurationId);
    const now = new Date();
    const end = new Date(now.getTime() + overlaps[input.overlap] * hour);
    const working = and(
      eq(accessTokens.accountId, scope.accountId),
      eq(accessTokens.configurationId, configurationId),
      isNull(accessTokens.revokedAt),
      gt(accessTokens.expiresAt, end),
    );
    const ending =
      input.overlap === "none" ? { revokedAt: now, revokedBy: actor.kind === "admin" ? actor.id : null } : { expiresAt: end };
    const ended = await tx.update(accessTokens).set(ending).where(working).returning({ hint: accessTokens.hint });
    const created = await insertToken(tx, scope, actor, configurationId, input.lifetime);
    const older = ended.map(({ hint }) => `…${hint}`).join(", ");
    await recordToken(
      tx,
      scope,
      actor,
      "token.reissued",
      configurationId,
      created,
      ended.length > 0 ? { olderTokens: [older, `end ${end.toISOString()}`] } : {},
    );
    return created;
  });
}

/** Revokes a token for good; revoking twice changes nothing. Every process refuses it within a second. */
export async function revokeToken(scope: Scope, actor: Actor, id: string): Promise<void> {
  if (!isId(id)) throw new AppError("not_found", t("This access token does not exist."));
  return db().transaction(async (tx) => {
    const mine = and(eq(accessTokens.accountId, scope.accountId), eq(accessTokens.id, id));
    const [token] = await tx.select().from(accessTokens).where(mine).for("update");
    if (!token) throw new AppError("not_found", t("This access token does not exist."));
    if (token.revokedAt) return;
    const revokedAt = new Date();
    await tx
      .update(accessTokens)
      .set({ revokedAt, revokedBy: actor.kind === "admin" ? actor.id : null })
      .where(mine);
    await recordActivity(tx, scope, {
      actor,
      action: "token.revoked",
      subject: { kind: "token", id },
      configurationId: token.configurationId,
      changes: { revokedAt: [null, revokedAt.toISOString()] },
    });
  });
}

export type TokenRow = typeof accessTokens.$inferSelect;

/** The tokens of a configuration, newest first, revoked and expired ones included. */
export const listTokens = (scope: Scope, configurationId: string): Promise<TokenRow[]> =>
  db()
    .select()
    .from(accessTokens)
    .where(and(eq(accessTokens.accountId, scope.accountId), eq(accessTokens.configurationId, configurationId)))
    .orderBy(desc(accessTokens.createdAt), desc(accessTokens.id));

/** What a token stands for. `refused` says why it may not be used; the caller never tells the client which. */
export type TokenHolder = ScimScope & {
  tokenId: string;
  idp: string | undefined;
  pausedAt: Date | undefined;
  lastUsedAt: Date | undefined;
  refused: { reason: "expired" | "revoked" | "deleted"; at: Date } | undefined;
};

type TokenHolderRow = {
  account_id: string;
  configuration_id: string;
  token_id: string;
  idp: string | null;
  paused_at: string | null;
  last_used_at: string | null;
  expires_at: string;
  revoked_at: string | null;
  deleted_at: string | null;
};

function refusal(row: TokenHolderRow): TokenHolder["refused"] {
  if (row.deleted_at) return { reason: "deleted", at: instantOf(row.deleted_at) };
  if (row.revoked_at) return { reason: "revoked", at: instantOf(row.revoked_at) };
  if (instantOf(row.expires_at) <= new Date()) return { reason: "expired", at: instantOf(row.expires_at) };
  return undefined;
}

const optionalInstant = (text: string | null) => (text === null ? undefined : instantOf(text));

/** Resolves a presented token to its account and configuration, or undefined when nobody ever issued it. */
export async function findTokenHolder(token: string): Promise<TokenHolder | undefined> {
  const [row] = await sql()<TokenHolderRow[]>`
    select t.account_id, t.configuration_id, t.id as token_id, t.last_used_at, t.expires_at, t.revoked_at,
           c.idp, c.paused_at, c.deleted_at
      from lookups k
      join access_tokens t on t.account_id = k.account_id and t.id = k.row_id
      join scim_configurations c on c.account_id = t.account_id and c.id = t.configuration_id
     where k.kind = 'access_token' and k.digest = ${digest(token)}`;
  if (!row) return undefined;
  return {
    accountId: row.account_id,
    configurationId: row.configuration_id,
    tokenId: row.token_id,
    idp: row.idp ?? undefined,
    pausedAt: optionalInstant(row.paused_at),
    lastUsedAt: optionalInstant(row.last_used_at),
    refused: refusal(row),
  };
}

/** Notes that a token was used. Called for the first use and then at most every five minutes. */
export async function touchToken(scope: Scope, id: string, at: Date): Promise<void> {
  await db()
    .update(accessTokens)
    .set({ lastUsedAt: at })
    .where(and(eq(accessTokens.accountId, scope.accountId), eq(accessTokens.id, id)));
}
