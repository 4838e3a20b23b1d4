import { randomUUID } from "node:crypto";
import type postgres from "postgres";
import { listStatements } from "../db/list.ts";
import type { ScimScope } from "../db/queries/scope.ts";
import { userListSource } from "../db/queries/user-list.ts";
import { seenUserColumns, seenUsers } from "../db/queries/users.ts";
import { newId } from "../lib/ids.ts";
import { summarize } from "../lib/profile.ts";
import { canonicalCopy } from "../lib/scim/canon.ts";
import { parseFilter } from "../lib/scim/filter.ts";
import { type UserResource, userType } from "../lib/scim/user.ts";
import { pageSize, resourceOf } from "./operations.ts";

/** The product's own statements, straight through the driver: prepared, and made by the product's own code where it has any. */

type Parameter = string | number | boolean | null;
type Statement = { text: string; parameters: Parameter[] };
const fixed = { prepare: true } as const;

const seen = (scope: ScimScope) => [scope.accountId, scope.configurationId];

/** The person as the columns and documents that the write functions take. */
function partsOf(person: number, displayName?: string) {
  const { schemas: _, externalId, active: __, ...rest } = resourceOf(person, displayName);
  const attributes: UserResource = rest;
  const s = summarize(attributes);
  const columns = [s.userName, s.userNameCanon, s.name, s.sortName, s.email ?? null, s.title ?? null, s.department ?? null];
  const documents = [s.searchText, JSON.stringify(attributes), JSON.stringify(canonicalCopy(userType, attributes))];
  return { values: [...columns, ...documents], externalId };
}

export async function createUser(sql: postgres.Sql, scope: ScimScope, person: number): Promise<string> {
  const id = newId();
  const { schemas: _, externalId, active, ...attributes } = resourceOf(person);
  const canonical = canonicalCopy(userType, attributes);
  const user = { id, activityId: newId(), at: new Date(), attributes, canonical, externalId, active, ...summarize(attributes) };
  const text = "select id from scim_create_users($1,$2,$3::text::jsonb) id";
  const created = await sql.unsafe(text, [...seen(scope), JSON.stringify([user])], fixed);
  if (created.length === 0) throw new Error("Nobody was created.");
  return id;
}

/** Writes somebody anew, as a PATCH or PUT does after its read; the caller knows the version. */
export async function updateUser(
  sql: postgres.Sql,
  scope: ScimScope,
  user: { id: string; person: number; version: number; displayName: string; active: boolean },
): Promise<number> {
  const { values, externalId } = partsOf(user.person, user.displayName);
  const head = [...seen(scope), user.id, user.version, false, newId(), new Date().toISOString()];
  const [row] = await sql.unsafe(
    `select outcome, version from scim_update_user($1,$2,$3,$4,$5,$6,$7::timestamptz,$8,$9,$10,$11,$12,$13,$14,$15,$16::text::jsonb,
       $17::text::jsonb,$18,'{}'::jsonb,$19,$20,'{}'::jsonb,'user.updated',$21::text::jsonb)`,
    [
      ...head,
      ...values,
      scope.configurationId,
      externalId,
      user.active,
      JSON.stringify({ displayName: [null, user.displayName] }),
    ],
    fixed,
  );
  // "unchanged": in a long first sync somebody is added twice
  if (row?.outcome !== "updated" && row?.outcome !== "unchanged") throw new Error(`An update was ${row?.outcome}.`);
  return row.version;
}

export const getUser = (sql: postgres.Sql, scope: ScimScope, id: string) =>
  sql.unsafe(`select ${seenUserColumns} from ${seenUsers()} and u.id = $3`, [...seen(scope), id], fixed);

const placeholder = "whom they look for";

/** The statement of a match, as the product writes it. */
export function matchStatement(scope: ScimScope, by: "userName" | "externalId"): Statement {
  const list = { sortBy: undefined, sortOrder: "ascending", count: pageSize, baseUrl: "" } as const;
  const filter = parseFilter(`${by} eq "${placeholder}"`, userType);
  const { page } = listStatements(scope, userListSource(scope, ""), { ...list, filter, page: { kind: "index", startIndex: 1 } });
  return { text: page.text, parameters: page.params };
}

export const match = (sql: postgres.Sql, { text, parameters }: Statement, value: string) =>
  sql.unsafe(
    text,
    parameters.map((each) => (each === placeholder ? value : each)),
    fixed,
  );

export const listPage = (sql: postgres.Sql, scope: ScimScope, startIndex: number) =>
  sql.unsafe(
    `select ${seenUserColumns} from ${seenUsers()} order by u.id limit ${pageSize} offset $3::bigint`,
    [...seen(scope), startIndex - 1],
    fixed,
  );

export async function createGroup(sql: postgres.Sql, scope: ScimScope, group: number): Promise<string> {
  const id = newId();
  const names = [`Group ${group} ${randomUUID()}`, `group ${group}`, `g${group}`];
  await sql.unsafe(
    "select unknown from scim_create_group($1,$2,$3,$4,now(),$5,$6,$7,'{}'::uuid[])",
    [...seen(scope), id, newId(), ...names],
    fixed,
  );
  return id;
}

export async function changeMembers(
  sql: postgres.Sql,
  scope: ScimScope,
  group: string,
  { add = [], remove = [] }: { add?: string[]; remove?: string[] },
): Promise<void> {
  const [row] = await sql.unsafe(
    `select outcome from scim_update_group($1,$2,$3,null,$4,now(),null,null,null,true,$5::uuid[],$6::uuid[],false,1000)`,
    [...seen(scope), group, newId(), add, remove],
    fixed,
  );
  // "unchanged": in a long first sync somebody is added twice
  if (row?.outcome !== "updated" && row?.outcome !== "unchanged") throw new Error(`A membership change was ${row?.outcome}.`);
}
