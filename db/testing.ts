import { newId } from "../lib/ids.ts";
import { summarize } from "../lib/profile.ts";
import { canonicalCopy } from "../lib/scim/canon.ts";
import { type UserResource, userType } from "../lib/scim/user.ts";
import { db, sql } from "./client.ts";
import { createConfiguration } from "./queries/configurations.ts";
import { setPoolTotal } from "./queries/licenses.ts";
import type { ScimScope, Scope } from "./queries/scope.ts";
import { createUser, findUser, updateUser } from "./queries/users.ts";
import { accounts } from "./schema/accounts.ts";

/** For database tests: each makes its own account, so that tests neither share nor clean anything. */

export const system = { kind: "system" } as const;

export async function makeAccount(): Promise<Scope> {
  const id = newId();
  await db().insert(accounts).values({ id, name: "Test account", slug: id });
  return { accountId: id };
}

export async function makePool(scope: Scope, total: number, licenseType = "Advanced"): Promise<string> {
  const pool = await setPoolTotal(scope, system, { product: "Sales Navigator", instance: "Sales Navigator", licenseType, total });
  return pool.id;
}

export async function makeConfiguration(scope: Scope, poolId?: string): Promise<ScimScope & { token: string }> {
  const input = { name: "Test", poolId, notificationEmail: undefined, notifyOnFailure: false, lifetime: "1y" as const };
  const { id, token } = await createConfiguration(scope, system, input);
  return { ...scope, configurationId: id, token: token.token };
}

type LinkValues = { externalId?: string | undefined; active?: boolean | undefined };

const newUser = (attributes: UserResource, { externalId, active = true }: LinkValues) => ({
  id: newId(),
  activityId: newId(),
  at: new Date(),
  attributes,
  canonical: canonicalCopy(userType, attributes),
  summary: summarize(attributes),
  externalId,
  active,
});

/** Creates a user as POST does; returns its id. */
export async function makeUser(
  scope: ScimScope,
  attributes: UserResource,
  { id, ...link }: LinkValues & { id?: string | undefined } = {},
): Promise<string> {
  const user = newUser(attributes, link);
  const outcome = await createUser(scope, { ...user, id: id ?? user.id });
  if (outcome !== "created") throw new Error(`${attributes.userName} is not new.`);
  return id ?? user.id;
}

/** Sets the link's active as PATCH does. */
export const setActive = (scope: ScimScope, id: string, active: boolean): Promise<void> => linkUser(scope, id, { active });

/** Writes the link as PATCH does, making it where there is none; reads again when somebody else was faster. */
export async function linkUser(scope: ScimScope, id: string, values: LinkValues): Promise<void> {
  for (;;) {
    const user = await findUser(scope, id);
    if (!user) throw new Error("no such user");
    const { ownerId, owners, version, link, attributes } = user;
    const change = { ...newUser(attributes, { ...link, ...values }), id };
    const action = !link ? "user.linked" : values.active ? "user.reactivated" : "user.deactivated";
    const result = await updateUser(scope, { ...change, version, revive: false, ownerId, owners, kept: {}, action, changes: {} });
    if (result.outcome === "updated") return;
  }
}

export type PoolState = {
  total: number;
  invited: number;
  activated: number;
  held: number;
  waiting: number;
  /** Rows by state, which the counters must equal. */
  rows: { invited: number; activated: number; held: number; waiting: number };
};

export async function poolState(scope: Scope, poolId: string): Promise<PoolState> {
  const [pool] = await sql()<Omit<PoolState, "rows">[]>`
    select total, invited, activated, held, waiting from license_pools where account_id = ${scope.accountId} and id = ${poolId}`;
  const counted = await sql()<{ state: keyof PoolState["rows"]; number: number }[]>`
    select state, count(*)::int as number from license_assignments
     where account_id = ${scope.accountId} and pool_id = ${poolId} group by state`;
  if (!pool) throw new Error("no such pool");
  const rows = { invited: 0, activated: 0, held: 0, waiting: 0 };
  for (const { state, number } of counted) rows[state] = number;
  return { ...pool, rows };
}

/** What must hold after anything: counters equal rows, never oversold, never a free license while somebody waits. */
export function violations({ total, invited, activated, held, waiting, rows }: PoolState): string[] {
  const used = invited + activated + held;
  return [
    ...(rows.invited === invited && rows.activated === activated && rows.held === held && rows.waiting === waiting
      ? []
      : ["counters differ from rows"]),
    ...(used > total ? ["oversold"] : []),
    ...(waiting > 0 && used < total ? ["free while somebody waits"] : []),
  ];
}
