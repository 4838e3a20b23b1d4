import type { Address } from "../../lib/addresses.ts";
import { type Sql, sql } from "../client.ts";
import { assignLicense } from "./license-changes.ts";
import { createPerson } from "./people.ts";
import { findPeople } from "./people-import.ts";
import type { Scope } from "./scope.ts";

/** Whom an address of the list belongs to already, by the place of that address. */
export type Taken = Map<number, { id: string; name: string }>;

/**
 * Adds people by their addresses, all or none, and gives them a license of the pool if one is named; who comes too late for
 * one waits. When somebody has one of the addresses, nobody is added and who that is is answered. Throws not_found for an
 * unknown pool.
 */
export async function addPeople(
  scope: Scope,
  actor: { kind: "admin"; id: string },
  addresses: readonly Address[],
  poolId?: string,
): Promise<{ added: string[] } | { taken: Taken }> {
  const taken = await holders(scope, addresses);
  if (taken.size > 0) return { taken };
  try {
    const added = await sql().begin((tx) => addAll(scope, actor, addresses, poolId, tx));
    return { added };
  } catch (error) {
    if (error !== takenMeanwhile) throw error;
    return { taken: await holders(scope, addresses) };
  }
}

/** Undoes the transaction: somebody added one of them since they were looked up. */
const takenMeanwhile = new Error("taken meanwhile");

async function addAll(
  scope: Scope,
  actor: { kind: "admin"; id: string },
  addresses: readonly Address[],
  poolId: string | undefined,
  tx: Sql,
): Promise<string[]> {
  const ids = new Map<Address, string>();
  // in one order for everybody: two lists of the same people would otherwise wait for each other
  for (const address of [...addresses].sort((a, b) => (a.email < b.email ? -1 : 1))) {
    const { email, name } = address;
    const { outcome, id } = await createPerson(scope, actor, { email, ...(name && { displayName: name }) }, tx);
    if (outcome === "exists") throw takenMeanwhile;
    ids.set(address, id);
  }
  const added = addresses.flatMap((address) => ids.get(address) ?? []);
  if (poolId) await assignLicense(scope, actor, poolId, added, "admin", tx);
  return added;
}

/** Who has one of these addresses already. */
export async function holders(scope: Scope, addresses: readonly Address[]): Promise<Taken> {
  const lines = addresses.map(({ email }, index) => ({ line: index, values: { email } }));
  const found = await findPeople(scope, lines);
  const ids = [...found.values()].flat();
  const names = await sql()<{ id: string; name: string }[]>`
    select id, name from users where account_id = ${scope.accountId} and id = any(${ids}::uuid[])`;
  const nameOf = new Map(names.map(({ id, name }) => [id, name]));
  return new Map([...found].flatMap(([line, [id]]) => (id ? [[line, { id, name: nameOf.get(id) ?? "" }] as const] : [])));
}
