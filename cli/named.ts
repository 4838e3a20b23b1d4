// What an operator calls by its name: a license, a person, a group.
import { findGroupsNamed } from "#db/queries/group-names.ts";
import { listPools, type Pool } from "#db/queries/licenses.ts";
import { findPeopleNamed, type NamedPerson } from "#db/queries/named-people.ts";
import type { Scope } from "#db/queries/scope.ts";
import { AppError } from "#lib/errors.ts";

export type PoolOptions = { instance?: string | undefined; license?: string | undefined };

export const instanceOption = ["--instance <name>", "application instance"] as const;
export const licenseOption = ["--license <type>", "license type"] as const;

/** The license that `--instance` and `--license` name, of those that `fits`; a refusal shows the choice. */
export async function findPool(scope: Scope, { instance, license }: PoolOptions, fits = (_: Pool) => true): Promise<Pool> {
  const pools = (await listPools(scope)).filter(fits);
  const pool = pools.find((candidate) => candidate.instanceName === instance && candidate.licenseType === license);
  if (pool) return pool;
  const choices = pools.map(({ instanceName, licenseType }) => `  --instance "${instanceName}" --license "${licenseType}"`);
  throw new AppError("invalid", ["Name one of these licenses:", ...choices].join("\n"));
}

/** The person with this user name or id. */
export async function findPerson(scope: Scope, given: string, { deleted = false } = {}): Promise<NamedPerson> {
  const [person, second] = await findPeopleNamed(scope, given, { deleted });
  const kind = deleted ? "deleted person" : "person";
  if (!person) throw new AppError("not_found", `There is no ${kind} "${given}" in this account. Give the user name or the id.`);
  if (second) throw new AppError("conflict", `Several people who are deleted had the user name "${given}". Give the id.`);
  return person;
}

/** The group with this name or id. */
export async function findGroup(scope: Scope, given: string): Promise<{ id: string; name: string }> {
  const [group, second] = await findGroupsNamed(scope, given);
  if (!group) throw new AppError("not_found", `There is no group "${given}" in this account. Give the name or the id.`);
  if (second) throw new AppError("conflict", `Several groups are called "${given}". Give the id.`);
  return group;
}
