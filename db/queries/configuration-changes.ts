import { createHash } from "node:crypto";
import { and, eq, sql as fragment, isNull } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { db, type Tx } from "../client.ts";
import { scimConfigurations } from "../schema/configurations.ts";
import { type Actor, type Changes, recordActivity } from "./activity.ts";
import { checkPool } from "./configurations.ts";
import { findNames } from "./names.ts";
import type { Scope } from "./scope.ts";

export type ConfigurationSettings = {
  name: string;
  /** The pool of auto-assign; undefined = only user data is synced. */
  poolId: string | undefined;
  notificationEmail: string | undefined;
  notifyOnFailure: boolean;
};

/** Differs as soon as any of the settings does: a form sends it back, so that it never overwrites what it did not show. */
export const settingsStamp = ({ name, poolId, notificationEmail, notifyOnFailure }: ConfigurationSettings): string =>
  createHash("sha256")
    .update(JSON.stringify([name, poolId ?? null, notificationEmail ?? null, notifyOnFailure]))
    .digest("base64url");

/**
 * Changes the settings of a configuration; `seen` is the stamp of those that the admin saw. Calls that follow get the new pool;
 * people who are linked already keep what they have (see applyAutoAssign). Throws not_found, conflict when somebody else changed
 * them meanwhile, and as createConfiguration does for the pool. Returns whether auto-assign is another now.
 */
export function updateConfiguration(
  scope: Scope,
  actor: Actor,
  id: string,
  input: ConfigurationSettings & { seen: string },
): Promise<{ reassigned: boolean }> {
  return db().transaction(async (tx) => {
    const { seen, ...settings } = input;
    const before = await lockConfiguration(tx, scope, id);
    if (settingsStamp(before) !== seen)
      throw new AppError(
        "conflict",
        t("Somebody else changed this configuration meanwhile. Reload the page to see how, then decide again."),
      );
    if (settings.poolId !== before.poolId) await checkPool(scope, settings.poolId);
    const changes = await changesBetween(scope, before, settings);
    if (Object.keys(changes).length === 0) return { reassigned: false };
    await tx
      .update(scimConfigurations)
      .set({ ...settings, poolId: settings.poolId ?? null, notificationEmail: settings.notificationEmail ?? null })
      .where(isConfiguration(scope, id));
    await record(tx, scope, actor, id, "configuration.updated", changes);
    return { reassigned: settings.poolId !== before.poolId };
  });
}

async function changesBetween(scope: Scope, before: ConfigurationSettings, after: ConfigurationSettings): Promise<Changes> {
  const pools = await findNames(scope, [before.poolId ?? "", after.poolId ?? ""]);
  const shown = ({ name, poolId, notificationEmail, notifyOnFailure }: ConfigurationSettings) => ({
    ...{ name, notificationEmail, notifyOnFailure },
    autoAssign: poolId && (pools.get(poolId)?.name ?? poolId),
  });
  const [old, now] = [shown(before), shown(after)];
  const pairs = (["name", "autoAssign", "notificationEmail", "notifyOnFailure"] as const).flatMap((key) =>
    old[key] === now[key] ? [] : [[key, [old[key] ?? null, now[key] ?? null]] as const],
  );
  return Object.fromEntries(pairs) as Changes; // entries of two sides each, which is what Changes says
}

const isConfiguration = ({ accountId }: Scope, id: string) =>
  and(eq(scimConfigurations.accountId, accountId), eq(scimConfigurations.id, id));

async function lockConfiguration(tx: Tx, scope: Scope, id: string): Promise<ConfigurationSettings & { pausedAt: Date | null }> {
  const [row] = isId(id)
    ? await tx
        .select()
        .from(scimConfigurations)
        .where(and(isConfiguration(scope, id), isNull(scimConfigurations.deletedAt)))
        .for("no key update")
    : [];
  if (!row) throw new AppError("not_found", t("This SCIM configuration does not exist any more."));
  const { name, poolId, notificationEmail, notifyOnFailure, pausedAt } = row;
  return { name, poolId: poolId ?? undefined, notificationEmail: notificationEmail ?? undefined, notifyOnFailure, pausedAt };
}

const record = (tx: Tx, scope: Scope, actor: Actor, id: string, action: string, changes?: Changes) =>
  recordActivity(tx, scope, {
    actor,
    action,
    subject: { kind: "configuration", id },
    configurationId: id,
    ...(changes && { changes }),
  });

/** The IdP gets 503 with Retry-After from now on, and nothing that it sends is taken. Pausing twice changes nothing. Throws not_found. */
export const pauseConfiguration = (scope: Scope, actor: Actor, id: string): Promise<void> => setPaused(scope, actor, id, true);

/** Calls are taken again. Resuming twice changes nothing. Throws not_found. */
export const resumeConfiguration = (scope: Scope, actor: Actor, id: string): Promise<void> => setPaused(scope, actor, id, false);

function setPaused(scope: Scope, actor: Actor, id: string, paused: boolean): Promise<void> {
  return db().transaction(async (tx) => {
    const { pausedAt } = await lockConfiguration(tx, scope, id);
    if ((pausedAt !== null) === paused) return;
    await tx
      .update(scimConfigurations)
      .set({ pausedAt: paused ? fragment`now()` : null })
      .where(isConfiguration(scope, id));
    await record(tx, scope, actor, id, paused ? "configuration.paused" : "configuration.resumed");
  });
}
