import { isId } from "../../lib/ids.ts";
import { canon } from "../../lib/scim/canon.ts";
import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

export type NamedPerson = { id: string; name: string; userName: string };

/** Who has this id or user name; among the `deleted` there may be several of one user name, the last deleted first. */
export async function findPeopleNamed(
  { accountId }: Scope,
  text: string,
  { deleted }: { deleted: boolean },
): Promise<NamedPerson[]> {
  const rows = await sql()<NamedPerson[]>`
    select id, name, user_name as "userName" from users
     where account_id = ${accountId} and (deleted_at is not null) = ${deleted}
       and ${isId(text) ? sql()`id = ${text}` : sql()`user_name_canon = ${canon(text)}`}
     order by deleted_at desc`;
  return [...rows];
}
