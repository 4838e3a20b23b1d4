import { type FindKind, findKinds } from "../../lib/find-kinds.ts";
import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

/** Something with a page of its own. `detail` tells namesakes apart. */
export type Found = { kind: FindKind; id: string; name: string; detail: string | undefined };

const perKind = 6;

/** What of this account has every word of the text in its name (or e-mail), or the whole text as its ID; the first few of each kind. */
export async function findByText(scope: Scope, text: string, kinds: readonly FindKind[]): Promise<Found[]> {
  const words = canon(text).split(/\s+/).filter(Boolean).slice(0, 8);
  if (words.length === 0) return [];
  const found = await Promise.all(
    findKinds.filter((kind) => kinds.includes(kind)).map((kind) => finders[kind](scope, text.trim(), words)),
  );
  return found.flat();
}

type Finder = (scope: Scope, text: string, words: string[]) => Promise<Found[]>;
type Row = { id: string; name: string; detail: string | null };

const patternsOf = (words: string[]) => words.map((word) => `%${word.replace(/[\\%_]/g, "\\$&")}%`);
const toFound =
  (kind: FindKind) =>
  (row: Row): Found => ({ kind, id: row.id, name: row.name, detail: row.detail ?? undefined });

const findPeople: Finder = async ({ accountId }, text, words) => {
  const rows = await sql()<Row[]>`
    (select id, name, coalesce(email, user_name) as detail from users u
      where account_id = ${accountId} and deleted_at is null
        and (${isId(text) ? sql()`id = ${text} or` : sql()``} (unique_id = ${text} and left(unique_id, 255) = left(${text}, 255))
          or exists (select from provisioning_links l
               where l.account_id = u.account_id and l.user_id = u.id and l.deleted_at is null and l.external_id = ${text}))
      limit ${perKind})
    union
    (select id, name, coalesce(email, user_name) from users
      where account_id = ${accountId} and deleted_at is null and search_text like all(${patternsOf(words)})
      order by sort_name, id limit ${perKind})
    limit ${perKind}`;
  return rows.map(toFound("person"));
};

const findGroups: Finder = async ({ accountId }, text, words) => {
  const rows = await sql()<Row[]>`
    select g.id, g.display_name as name, c.name as detail from groups g
      left join scim_configurations c on c.account_id = g.account_id and c.id = g.configuration_id
     where g.account_id = ${accountId}
       and (g.display_name_canon like all(${patternsOf(words)}) ${isId(text) ? sql()`or g.id = ${text}` : sql()``})
     order by g.display_name_canon, g.id limit ${perKind}`;
  return rows.map(toFound("group"));
};

/** Few in any account: compared here, by the same rules as people's names. */
const among = (rows: Row[], text: string, words: string[]) =>
  rows
    .filter(({ id, name, detail }) => id === text || words.every((word) => canon(`${name}\n${detail ?? ""}`).includes(word)))
    .slice(0, perKind);

const findConfigurations: Finder = async ({ accountId }, text, words) => {
  const rows = await sql()<Row[]>`
    select id, name, null as detail from scim_configurations
     where account_id = ${accountId} and deleted_at is null order by id`;
  return among(rows, text, words).map(toFound("configuration"));
};

const findAdmins: Finder = async ({ accountId }, text, words) => {
  const rows = await sql()<Row[]>`
    select a.id, i.name, i.email as detail from admins a join identities i on i.id = a.identity_id
     where a.account_id = ${accountId} order by i.name, a.id`;
  return among(rows, text, words).map(toFound("admin"));
};

const finders: Record<FindKind, Finder> = {
  person: findPeople,
  group: findGroups,
  configuration: findConfigurations,
  admin: findAdmins,
};
