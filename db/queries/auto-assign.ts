import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { type Sql, sql } from "../client.ts";
import { createPeopleJob } from "./jobs.ts";
import type { Scope } from "./scope.ts";

/**
 * What another choice of auto-assign would mean for the people whom a configuration links already: `gain` get a license of the pool,
 * or wait for one, of which `free` are left; `lose` lose what it gave from another pool. Without a pool auto-assign is off.
 */
export type AutoAssignPreview = { gain: number; lose: number; free: number };

export async function previewAutoAssign(
  scope: Scope,
  configurationId: string,
  poolId: string | undefined,
): Promise<AutoAssignPreview> {
  if (!isId(configurationId) || (poolId !== undefined && !isId(poolId))) return { gain: 0, lose: 0, free: 0 };
  const [row] = await sql()<AutoAssignPreview[]>`
    select gain, lose, coalesce((
             select case when p.waiting > 0 then 0 else greatest(license_available(p), 0) end from license_pools p
              where p.account_id = ${scope.accountId} and p.id = ${poolId ?? null}), 0) as free
      from configuration_preview_pool(${scope.accountId}, ${configurationId}, ${poolId ?? null})`;
  return row ?? { gain: 0, lose: 0, free: 0 };
}

/** Starts the job that brings everybody whom the configuration links to what it auto-assigns now. Throws invalid when it links nobody. */
export const startAutoAssignJob = (
  scope: Scope,
  actor: { id: string },
  configuration: { id: string; name: string },
): Promise<{ id: string; total: number }> =>
  createPeopleJob(
    scope,
    actor,
    {
      kind: "people.apply_auto_assign",
      title: t("Apply auto-assign of {configuration}", { configuration: configuration.name }),
      parameters: { configurationId: configuration.id },
    },
    { kind: "matching", filter: { source: configuration.id }, except: [] },
  );

/** Brings these people to what the configuration auto-assigns now; returns whose licenses changed. */
export async function applyAutoAssign(
  scope: Scope,
  configurationId: string,
  userIds: readonly string[],
  run: Sql = sql(),
): Promise<string[]> {
  const [row] = await run<{ changed: string[] }[]>`
    select configuration_apply_pool(${scope.accountId}, ${configurationId}, ${[...userIds]}::uuid[], now()) as changed`;
  return row?.changed ?? [];
}
