import { and, asc, eq, sql as fragment, isNull } from "drizzle-orm";
import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { db, type Sql, sql, type Tx } from "../client.ts";
import { accessTokens, scimConfigurations, scimRequests } from "../schema/configurations.ts";
import { applicationInstances, licensePools } from "../schema/licenses.ts";
import { provisioningLinks } from "../schema/users.ts";
import { type Actor, recordActivity } from "./activity.ts";
import { insertPeopleJob, tooManyToWaitFor } from "./jobs.ts";
import { accountOpensScim, listPools } from "./licenses.ts";
import type { Scope } from "./scope.ts";
import { insertToken, type NewToken, type TokenLifetime } from "./tokens.ts";

export type ConfigurationInput = {
  name: string;
  /** The pool of auto-assign; undefined = only user data is synced. */
  poolId: string | undefined;
  notificationEmail: string | undefined;
  notifyOnFailure: boolean;
  lifetime: TokenLifetime;
};

/**
 * Creates a SCIM configuration with its first access token. Throws forbidden when nothing the account bought opens SCIM,
 * invalid for a pool of nobody, of another account, or of a license type that SCIM cannot assign.
 */
export function createConfiguration(
  scope: Scope,
  actor: Actor,
  input: ConfigurationInput,
): Promise<{ id: string; token: NewToken }> {
  return db().transaction(async (tx) => {
    const pool = await checkPool(scope, input.poolId);
    const id = newId();
    await tx.insert(scimConfigurations).values({
      accountId: scope.accountId,
      id,
      name: input.name,
      poolId: pool?.id ?? null,
      notificationEmail: input.notificationEmail ?? null,
      notifyOnFailure: input.notifyOnFailure,
      createdBy: actor.kind === "admin" ? actor.id : null,
    });
    const token = await insertToken(tx, scope, actor, id, input.lifetime);
    await recordActivity(tx, scope, {
      actor,
      action: "configuration.created",
      subject: { kind: "configuration", id },
      configurationId: id,
      changes: {
        name: [null, input.name],
        autoAssign: [null, pool ? `${pool.instanceName}: ${pool.licenseType}` : null],
        tokenExpiresAt: [null, token.expiresAt.toISOString()],
      },
    });
    return { id, token };
  });
}

/** The pool that auto-assign may use, undefined for none; throws as createConfiguration does. */
export async function checkPool(scope: Scope, poolId: string | undefined) {
  const pools = await listPools(scope);
  if (!accountOpensScim(pools)) {
    throw new AppError("forbidden", t("SCIM is available for Sales Navigator Advanced and Advanced Plus."));
  }
  if (poolId === undefined) return undefined;
  const pool = pools.find((candidate) => candidate.id === poolId);
  if (!pool)
    throw new AppError("invalid", t("Choose a license type of this application instance."), {
      licenseType: t("Choose a license type."),
    });
  if (pool.scim === "none") {
    const message = t("{licenseType} licenses cannot be assigned over SCIM.", { licenseType: pool.licenseType });
    throw new AppError("invalid", message, { licenseType: message });
  }
  return pool;
}

/**
 * Deletes a configuration: its tokens stop working, its groups become hand-made, its links end and what only they gave
 * returns. Profiles that nothing else holds leave Users; more people than an admin can wait for leave in a job. Throws not_found.
 */
export async function deleteConfiguration(scope: Scope, actor: Actor, id: string): Promise<void> {
  const byJob = await db().transaction(async (tx) => {
    const { name, people } = await markDeleted(tx, scope, actor, id);
    if (actor.kind !== "admin" || people <= tooManyToWaitFor) return false;
    await startLeaving(tx, scope, actor, { id, name });
    return true;
  });
  if (!byJob) while (await leaveNext({ accountId: scope.accountId, id }));
}

async function markDeleted(tx: Tx, scope: Scope, actor: Actor, id: string): Promise<{ name: string; people: number }> {
  const notFound = () => new AppError("not_found", t("This SCIM configuration does not exist any more."));
  if (!isId(id)) throw notFound();
  const [row] = await tx.execute<{ people: number | null }>(
    fragment`select configuration_delete(${scope.accountId}, ${id}, now()) as people`,
  );
  if (row?.people === null || row?.people === undefined) throw notFound();
  const [configuration] = await tx
    .select({ name: scimConfigurations.name })
    .from(scimConfigurations)
    .where(and(eq(scimConfigurations.accountId, scope.accountId), eq(scimConfigurations.id, id)));
  await recordActivity(tx, scope, {
    actor,
    action: "configuration.deleted",
    subject: { kind: "configuration", id },
    configurationId: id,
    changes: { name: [configuration?.name ?? null, null], people: [row.people, 0] },
  });
  return { name: configuration?.name ?? "", people: row.people };
}

/** The kind of the job that ends the links of a deleted configuration. */
export const leavingJob = "decided.deletion";

const startLeaving = (tx: Tx, scope: Scope, actor: { id: string }, { id, name }: { id: string; name: string }) =>
  insertPeopleJob(
    tx,
    scope,
    actor,
    { kind: leavingJob, title: t("Delete {configuration}", { configuration: name }), parameters: { configurationId: id } },
    fragment`select row_number() over (order by u.sort_name, u.id), u.id, u.name
               from provisioning_links l join users u on u.account_id = l.account_id and u.id = l.user_id
              where l.account_id = ${scope.accountId} and l.configuration_id = ${id} and l.deleted_at is null`,
  );

/** Ends the links of these people of a deleted configuration, with what only it gave. */
export async function leaveConfiguration({ accountId }: Scope, id: string, userIds: readonly string[], run: Sql = sql()) {
  await run`select configuration_leave(${accountId}, ${id}, now(), ${[...userIds]}::uuid[])`;
}

/** Each batch is a transaction of its own: a configuration of any size can be deleted, and a stop in the middle is resumed. */
const leaveBatch = 500;

/** False when nobody is left. */
async function leaveNext({ accountId, id }: Scope & { id: string }): Promise<boolean> {
  const next = await sql()<{ user_id: string }[]>`
    select user_id from provisioning_links
     where account_id = ${accountId} and configuration_id = ${id} and deleted_at is null order by user_id limit ${leaveBatch}`;
  if (next.length === 0) return false;
  const people = next.map(({ user_id }) => user_id);
  await leaveConfiguration({ accountId }, id, people);
  return true;
}

/**
 * A batch of what is left of a configuration whose deletion was cut off, of whichever account, unless a job is at it. Returns whether
 * there was any; called while there is by the server when it starts, and later by the hour.
 */
export async function leaveCutOff(): Promise<boolean> {
  const [row] = await sql()<{ account_id: string; id: string }[]>`
    select account_id, id from scim_configurations c
     where deleted_at is not null
       and exists (
         select from provisioning_links l
          where l.account_id = c.account_id and l.configuration_id = c.id and l.deleted_at is null)
       and not exists (
         select from jobs j where j.account_id = c.account_id and j.state in ('queued', 'running')
            and j.kind = ${leavingJob} and j.parameters->>'configurationId' = c.id::text)
     order by random() limit 1`; // one that fails keeps no other waiting
  return row !== undefined && leaveNext({ accountId: row.account_id, id: row.id });
}

/** A configuration as the table of SCIM Setup shows it. */
export type ConfigurationRow = {
  id: string;
  name: string;
  license: { poolId: string; instanceName: string; licenseType: string } | undefined;
  notificationEmail: string | undefined;
  notifyOnFailure: boolean;
  idp: string | undefined;
  createdAt: Date;
  pausedAt: Date | undefined;
  /** Tokens that work now. */
  activeTokens: number;
  lastCallAt: Date | undefined;
  linkedPeople: number;
};

const configurationFields = {
  configuration: scimConfigurations,
  instanceName: applicationInstances.name,
  licenseType: licensePools.licenseType,
  activeTokens: fragment<number>`(select count(*)::int from ${accessTokens} t where t.account_id = ${scimConfigurations.accountId}
    and t.configuration_id = ${scimConfigurations.id} and t.revoked_at is null and t.expires_at > now())`,
  // the newest of what is noted anyway: no call writes its configuration, which would serialise a first sync
  lastCallAt: fragment<string | null>`greatest(
    (select max(t.last_used_at) from ${accessTokens} t where t.account_id = ${scimConfigurations.accountId} and t.configuration_id = ${scimConfigurations.id}),
    (select r.at from ${scimRequests} r where r.account_id = ${scimConfigurations.accountId} and r.configuration_id = ${scimConfigurations.id} order by r.id desc limit 1),
    (select a.at from activity a where a.account_id = ${scimConfigurations.accountId} and a.configuration_id = ${scimConfigurations.id} and a.actor_kind = 'idp' order by a.id desc limit 1))`,
  linkedPeople: fragment<number>`(select count(*)::int from ${provisioningLinks} l where l.account_id = ${scimConfigurations.accountId}
    and l.configuration_id = ${scimConfigurations.id} and l.deleted_at is null)`,
};

const selectConfigurations = () =>
  db()
    .select(configurationFields)
    .from(scimConfigurations)
    .leftJoin(
      licensePools,
      and(eq(licensePools.accountId, scimConfigurations.accountId), eq(licensePools.id, scimConfigurations.poolId)),
    )
    .leftJoin(
      applicationInstances,
      and(eq(applicationInstances.accountId, licensePools.accountId), eq(applicationInstances.id, licensePools.instanceId)),
    );

function configurationRow(row: Awaited<ReturnType<typeof selectConfigurations>>[number]): ConfigurationRow {
  const { configuration, instanceName, licenseType } = row;
  return {
    id: configuration.id,
    name: configuration.name,
    license:
      configuration.poolId && instanceName && licenseType
        ? { poolId: configuration.poolId, instanceName, licenseType }
        : undefined,
    notificationEmail: configuration.notificationEmail ?? undefined,
    notifyOnFailure: configuration.notifyOnFailure,
    idp: configuration.idp ?? undefined,
    createdAt: configuration.createdAt,
    pausedAt: configuration.pausedAt ?? undefined,
    activeTokens: row.activeTokens,
    lastCallAt: row.lastCallAt ? new Date(row.lastCallAt) : undefined,
    linkedPeople: row.linkedPeople,
  };
}

/** The configurations of an account in the order they were made. */
export async function listConfigurations(scope: Scope): Promise<ConfigurationRow[]> {
  const rows = await selectConfigurations()
    .where(and(eq(scimConfigurations.accountId, scope.accountId), isNull(scimConfigurations.deletedAt)))
    .orderBy(asc(scimConfigurations.id));
  return rows.map(configurationRow);
}

/** Their names alone, for lists to choose from; all else of them is counted anew. */
export const listConfigurationNames = (scope: Scope): Promise<{ id: string; name: string }[]> =>
  db()
    .select({ id: scimConfigurations.id, name: scimConfigurations.name })
    .from(scimConfigurations)
    .where(and(eq(scimConfigurations.accountId, scope.accountId), isNull(scimConfigurations.deletedAt)))
    .orderBy(asc(scimConfigurations.id));

/** One configuration; undefined for a deleted one and one of another account alike. */
export async function findConfiguration(scope: Scope, id: string): Promise<ConfigurationRow | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await selectConfigurations().where(
    and(eq(scimConfigurations.accountId, scope.accountId), eq(scimConfigurations.id, id), isNull(scimConfigurations.deletedAt)),
  );
  return row && configurationRow(row);
}
