import { and, asc, eq, sql as fragment, inArray } from "drizzle-orm";
import { findLicenseType, type LicenseType } from "../../lib/catalogue.ts";
import { AppError } from "../../lib/errors.ts";
import { newId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { db, type Tx } from "../client.ts";
import { applicationInstances, assignmentReasons, licenseAssignments, licensePools } from "../schema/licenses.ts";
import { type Actor, recordActivity } from "./activity.ts";
import type { Scope } from "./scope.ts";

/** A license pool as screens show it. `available` is what the next person could still take. */
export type Pool = {
  id: string;
  instanceId: string;
  instanceName: string;
  product: string;
  licenseType: string;
  total: number;
  available: number;
  invited: number;
  activated: number;
  held: number;
  waiting: number;
  /** Does an invitation use a license, or only an activation? */
  countsInvited: boolean;
  createdAt: Date;
  scim: LicenseType["scim"];
};

/** All license pools of an account, in the order of products and instances. */
export async function listPools(scope: Scope): Promise<Pool[]> {
  const rows = await db()
    .select({ pool: licensePools, instanceName: applicationInstances.name, product: applicationInstances.product })
    .from(licensePools)
    .innerJoin(
      applicationInstances,
      and(eq(applicationInstances.accountId, licensePools.accountId), eq(applicationInstances.id, licensePools.instanceId)),
    )
    .where(eq(licensePools.accountId, scope.accountId))
    .orderBy(asc(applicationInstances.product), asc(applicationInstances.name), asc(licensePools.licenseType));
  return rows.map(({ pool, instanceName, product }) => ({
    id: pool.id,
    instanceId: pool.instanceId,
    instanceName,
    product,
    licenseType: pool.licenseType,
    total: pool.total,
    available: pool.total - pool.activated - pool.held - (pool.countsInvited ? pool.invited : 0),
    invited: pool.invited,
    activated: pool.activated,
    held: pool.held,
    waiting: pool.waiting,
    countsInvited: pool.countsInvited,
    createdAt: pool.createdAt,
    scim: findLicenseType(product, pool.licenseType)?.scim ?? "none",
  }));
}

/** May this account use SCIM at all? Only with a pool of a license type that opens it. */
export const accountOpensScim = (pools: readonly Pool[]): boolean => pools.some((pool) => pool.scim === "opens");

/** Finds or makes an application instance. Throws conflict when the name belongs to another product. */
async function ensureInstance(tx: Tx, scope: Scope, product: string, name: string): Promise<string> {
  await tx.insert(applicationInstances).values({ accountId: scope.accountId, id: newId(), product, name }).onConflictDoNothing();
  const [instance] = await tx
    .select()
    .from(applicationInstances)
    .where(and(eq(applicationInstances.accountId, scope.accountId), eq(applicationInstances.name, name)));
  if (instance?.product !== product) {
    throw new AppError(
      "conflict",
      t('The instance "{name}" belongs to {product}.', { name, product: instance?.product ?? t("another product") }),
    );
  }
  return instance.id;
}

/** More than any organisation has people; the column holds twice as many. */
const mostLicenses = 1_000_000_000;

/**
 * Sets the total of a pool; makes instance and pool where they are missing. Freed room passes to who waits in the same
 * transaction. Throws invalid for an unknown license type, and conflict below what is in use, naming how many to free, where the
 * pool is there already and `onlyNew` ones are wanted, and when its total is not `seen` any more.
 */
export async function setPoolTotal(
  scope: Scope,
  actor: Actor,
  input: { product: string; instance: string; licenseType: string; total: number; onlyNew?: true; seen?: number },
): Promise<{ id: string; total: number }> {
  const type = findLicenseType(input.product, input.licenseType);
  if (!type)
    throw new AppError(
      "invalid",
      t('{product} has no license type "{licenseType}".', { product: input.product, licenseType: input.licenseType }),
    );
  if (!Number.isInteger(input.total) || input.total < 0 || input.total > mostLicenses) {
    const message = t("Give a whole number of licenses from 0 to {mostLicenses}.", { mostLicenses });
    throw new AppError("invalid", message, { total: message });
  }
  return db().transaction(async (tx) => {
    const instanceId = await ensureInstance(tx, scope, input.product, input.instance);
    const [made] = await tx
      .insert(licensePools)
      .values({
        accountId: scope.accountId,
        id: newId(),
        instanceId,
        licenseType: type.name,
        total: 0,
        countsInvited: type.countsInvited,
        rank: type.rank,
        exclusiveGroup: type.exclusiveGroup,
      })
      .onConflictDoNothing()
      .returning();
    const named = and(
      eq(licensePools.accountId, scope.accountId),
      eq(licensePools.instanceId, instanceId),
      eq(licensePools.licenseType, type.name),
    );
    await tx.execute(
      fragment`select license_lock(${scope.accountId}, array(select ${licensePools.id} from ${licensePools} where ${named}))`,
    );
    const [pool] = await tx.select().from(licensePools).where(named);
    if (!pool) throw new Error("the pool that was just made is gone");
    if (!made && input.onlyNew)
      throw new AppError(
        "conflict",
        t("{instance} has {type} licenses. Change their total instead.", { instance: input.instance, type: type.name }),
      );
    if (input.seen !== undefined && input.seen !== pool.total)
      throw new AppError(
        "conflict",
        t("Somebody else set the total to {total} meanwhile. Reload the page.", { total: pool.total }),
      );
    if (!made && pool.total === input.total) return { id: pool.id, total: pool.total };
    await resize(tx, scope, pool, input.total);
    await recordActivity(tx, scope, {
      actor,
      action: made ? "pool.created" : "pool.resized",
      subject: { kind: "pool", id: pool.id },
      changes: { total: [made ? null : pool.total, input.total] },
    });
    return { id: pool.id, total: input.total };
  });
}

async function resize(tx: Tx, scope: Scope, pool: typeof licensePools.$inferSelect, total: number): Promise<void> {
  const [row] = await tx.execute<{ resized: boolean }>(
    fragment`select license_resize(${scope.accountId}, ${pool.id}, ${total}, now()) as resized`,
  );
  if (row?.resized) return;
  const used = pool.activated + pool.held + (pool.countsInvited ? pool.invited : 0);
  throw new AppError(
    "conflict",
    t("{used} licenses are in use. Return {excess} before setting the total to {total}.", { used, excess: used - total, total }),
  );
}

/** One person's license, or place in the line. `position` counts from 1 and is set while waiting. */
export type UserLicense = {
  userId: string;
  poolId: string;
  product: string;
  instanceName: string;
  licenseType: string;
  state: "waiting" | "invited" | "activated" | "held" | "dormant";
  position: number | undefined;
  requestedAt: Date;
  assignedAt: Date | undefined;
  activatedAt: Date | undefined;
  reasons: { kind: "configuration" | "admin" | "csv" | "group_rule" | "mass_leave"; sourceId: string }[];
};

/** The licenses of these people; the caller passes one page of ids. */
export async function listUserLicenses(scope: Scope, userIds: readonly string[]): Promise<UserLicense[]> {
  if (userIds.length === 0) return [];
  const position = fragment<number | null>`case when ${licenseAssignments.state} = 'waiting' then (
    select count(*)::int from license_assignments ahead
     where ahead.account_id = ${licenseAssignments.accountId} and ahead.pool_id = ${licenseAssignments.poolId}
       and ahead.state = 'waiting' and ahead.sequence <= ${licenseAssignments.sequence}) end`;
  const rows = await db()
    .select({
      assignment: licenseAssignments,
      position,
      product: applicationInstances.product,
      instanceName: applicationInstances.name,
      licenseType: licensePools.licenseType,
    })
    .from(licenseAssignments)
    .innerJoin(
      licensePools,
      and(eq(licensePools.accountId, licenseAssignments.accountId), eq(licensePools.id, licenseAssignments.poolId)),
    )
    .innerJoin(
      applicationInstances,
      and(eq(applicationInstances.accountId, licensePools.accountId), eq(applicationInstances.id, licensePools.instanceId)),
    )
    .where(and(eq(licenseAssignments.accountId, scope.accountId), inArray(licenseAssignments.userId, [...userIds])))
    .orderBy(asc(applicationInstances.product), asc(licensePools.licenseType));
  const reasons = await db()
    .select()
    .from(assignmentReasons)
    .where(and(eq(assignmentReasons.accountId, scope.accountId), inArray(assignmentReasons.userId, [...userIds])));
  return rows.map(({ assignment, position: place, ...pool }) => ({
    ...pool,
    userId: assignment.userId,
    poolId: assignment.poolId,
    state: assignment.state,
    position: place ?? undefined,
    requestedAt: assignment.requestedAt,
    assignedAt: assignment.assignedAt ?? undefined,
    activatedAt: assignment.activatedAt ?? undefined,
    reasons: reasons
      .filter((reason) => reason.userId === assignment.userId && reason.poolId === assignment.poolId)
      .map(({ kind, sourceId }) => ({ kind, sourceId })),
  }));
}
