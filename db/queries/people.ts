import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { type PersonField, type PersonValues, personFields, personValues, withPersonValues } from "../../lib/person.ts";
import { summarize } from "../../lib/profile.ts";
import { canonicalCopy } from "../../lib/scim/canon.ts";
import { type UserResource, userType } from "../../lib/scim/user.ts";
import { t } from "../../lib/text.ts";
import { json, type Sql, sql } from "../client.ts";
import type { Changes } from "./activity.ts";
import type { Scope } from "./scope.ts";

/** The admin who did it, also when a job does it later. */
type AdminActor = { kind: "admin"; id: string };

/** Nothing but a user name: what is typed is applied to it. */
const nobody = (values: PersonValues): UserResource => ({ userName: values.userName || values.email || "" });

/**
 * Adds a person by hand; without a user name the e-mail is one. 'exists': nobody was added, because `id` has that user name
 * already, whoever provisioned them. Throws invalid without either.
 */
export async function createPerson(
  scope: Scope,
  actor: AdminActor,
  values: PersonValues,
  run: Sql = sql(),
): Promise<{ outcome: "created" | "exists"; id: string }> {
  const attributes = withPersonValues(nobody(values), values);
  if (!attributes.userName) throw new AppError("invalid", t("A person needs an e-mail address or a user name."));
  const s = summarize(attributes);
  const [row] = await run<{ outcome: "created" | "exists"; id: string }[]>`
    select outcome, person as id from person_create(${scope.accountId}, ${actor.id}, ${newId()}, ${newId()}, now(), ${s.userName},
      ${s.userNameCanon}, ${s.name}, ${s.sortName}, ${s.email ?? null}, ${s.title ?? null}, ${s.department ?? null}, ${s.searchText},
      ${json(attributes)}::text::jsonb, ${json(canonicalCopy(userType, attributes))}::text::jsonb, ${values.uniqueId || null})`;
  if (!row) throw new Error("person_create answers one row");
  return row;
}

/** A person as changes are computed from. */
export type StoredPerson = {
  id: string;
  attributes: UserResource;
  unique_id: string | null;
  owner_id: string | null;
  owners: Record<string, string>;
  version: number;
  /** Configurations that link this person. */
  present: string[];
  /** What they call this person: their unique IDs of them. */
  external_ids: string[];
};

export type PersonUpdate =
  | { outcome: "updated" | "unchanged"; skipped: PersonField[] }
  /** `taken`: somebody else has that user name. `gone`: deleted, or never there. */
  | { outcome: "taken" | "gone" | "stale"; skipped: PersonField[] };

/**
 * Writes what an admin typed about a person. Fields that an IdP owns are left alone and named in `skipped`. With `version`,
 * only if that is still the present one ('stale' otherwise).
 */
export async function updatePerson(
  scope: Scope,
  actor: AdminActor,
  id: string,
  values: PersonValues,
  { version, run = sql() }: { version?: number; run?: Sql } = {},
): Promise<PersonUpdate> {
  for (;;) {
    const person = (await readPeople(scope, [id], run)).get(id);
    if (!person) return { outcome: "gone", skipped: [] };
    if (version !== undefined && person.version !== version) return { outcome: "stale", skipped: [] };
    const change = personChange(person, values);
    if (Object.keys(change.changes).length === 0) return { outcome: "unchanged", skipped: change.skipped };
    const outcome = await writePerson(scope, actor, id, person, change, run);
    // somebody was faster: what they wrote is read, and this on top of it
    if (outcome !== "stale" || version !== undefined) return { outcome, skipped: change.skipped };
  }
}

/** These people by id; without who is gone. With `lock`, nobody else changes them until the transaction `run` ends. */
export async function readPeople(
  { accountId }: Scope,
  ids: readonly string[],
  run: Sql = sql(),
  { lock = false } = {},
): Promise<Map<string, StoredPerson>> {
  const rows = await run<StoredPerson[]>`
    select u.id, u.attributes, u.unique_id, u.owner_id, u.owners, u.version, array(
        select l.configuration_id from provisioning_links l
         where l.account_id = ${accountId} and l.user_id = u.id and l.deleted_at is null) as present, array(
        select l.external_id from provisioning_links l
         where l.account_id = ${accountId} and l.user_id = u.id and l.deleted_at is null and l.external_id is not null) as external_ids
      from users u where u.account_id = ${accountId} and u.id = any(${ids.filter(isId)}::uuid[]) and u.deleted_at is null
     order by u.id ${lock ? run`for no key update of u` : run``}`;
  return new Map(rows.map((person) => [person.id, person]));
}

type PersonChange = {
  attributes: UserResource;
  uniqueId: string | undefined;
  owners: Record<string, string>;
  changes: Changes;
  skipped: PersonField[];
};

/** What the typed values make of a person, without those that a configuration owns which still links them (rule 8). */
export function personChange(person: Omit<StoredPerson, "id" | "version">, values: PersonValues): PersonChange {
  const known = values.uniqueId && person.external_ids.includes(values.uniqueId) ? values.uniqueId : undefined;
  const now = personValues(person.attributes, person.unique_id ?? known);
  const accepted: PersonValues = {};
  const owners = { ...person.owners };
  const changes: Changes = {};
  const skipped: PersonField[] = [];
  for (const field of personFields) {
    const { key, path } = field;
    const [before, after] = [now[key] ?? "", values[key] ?? now[key] ?? ""];
    if (before === after || (key === "userName" && after === "")) continue;
    if (key !== "uniqueId" && before !== "" && ownerOf(person, path) !== undefined) {
      skipped.push(field);
      continue;
    }
    accepted[key] = after;
    changes[path] = [before || null, after || null];
    // a value that an admin wrote beside an IdP's is fixed; one of a person added by hand is the first IdP's to change
    if (key === "uniqueId" || person.present.length === 0) continue;
    if (after !== "") owners[path] = "admin";
    else delete owners[path]; // nothing is fixed any more
  }
  const uniqueId = (accepted.uniqueId ?? person.unique_id) || undefined;
  return { attributes: withPersonValues(person.attributes, accepted), uniqueId, owners, changes, skipped };
}

/** The configuration that owns a value; undefined when it is an admin's. Who left owns nothing any more. */
export function ownerOf(
  { owners, owner_id, present }: Pick<StoredPerson, "owners" | "owner_id" | "present">,
  path: string,
): string | undefined {
  const owner = owners[path] ?? owner_id;
  return owner !== null && present.includes(owner) ? owner : undefined;
}

async function writePerson(
  { accountId }: Scope,
  actor: AdminActor,
  id: string,
  { version }: StoredPerson,
  { attributes, uniqueId, owners, changes }: PersonChange,
  run: Sql,
): Promise<"updated" | "stale" | "gone" | "taken"> {
  const s = summarize(attributes);
  const [row] = await run<{ outcome: "updated" | "stale" | "gone" | "taken" }[]>`
    select outcome from person_update(${accountId}, ${actor.id}, ${id}, ${version}, ${newId()}, now(), ${s.userName},
      ${s.userNameCanon}, ${s.name}, ${s.sortName}, ${s.email ?? null}, ${s.title ?? null}, ${s.department ?? null}, ${s.searchText},
      ${json(attributes)}::text::jsonb, ${json(canonicalCopy(userType, attributes))}::text::jsonb, ${uniqueId ?? null},
      ${json(owners)}::text::jsonb, ${json(changes)}::text::jsonb)`;
  if (!row) throw new Error("person_update answers one row");
  return row.outcome;
}

export type Removal = { id: string; outcome: "removed" | "linked" | "gone" };

/** Removes people whom only admins hold. 'linked': an IdP keeps this person, who can be suspended instead (rule 8). */
export async function removePeople(
  { accountId }: Scope,
  actor: AdminActor,
  ids: readonly string[],
  run: Sql = sql(),
): Promise<Removal[]> {
  const rows = await run<Removal[]>`
    select person as id, outcome from people_remove(${accountId}, ${actor.id}, ${[...ids]}::uuid[], now())`;
  return [...rows];
}

/** Who of these people exists, and who of them is suspended. */
export async function suspensions({ accountId }: Scope, ids: readonly string[], run: Sql = sql()): Promise<Map<string, boolean>> {
  const rows = await run<{ id: string; suspended: boolean }[]>`
    select id, suspended_at is not null as suspended from users
     where account_id = ${accountId} and id = any(${[...ids]}::uuid[]) and deleted_at is null`;
  return new Map(rows.map(({ id, suspended }) => [id, suspended]));
}
