import { sql } from "../client.ts";
import type { Scope } from "./scope.ts";

export const userDataProblems = ["noUniqueId", "sameEmail", "sameUniqueId"] as const;
export type UserDataProblem = (typeof userDataProblems)[number];

/** How many people there are, and how many of them have each problem. */
export type UserDataCheck = { people: number } & Record<UserDataProblem, number>;

/** Somebody whom an identity provider might not match, and why. */
export type UserDataRow = {
  id: string;
  name: string;
  email: string | undefined;
  userName: string;
  uniqueId: string | undefined;
  problems: UserDataProblem[];
};

/**
 * Everybody of the account with what an identity provider matches by. The unique ID is the one an admin typed, else what a
 * configuration sent as externalId. E-mails are compared without case: no mailbox differs by it.
 */
const checked = ({ accountId }: Scope) => sql()`
  select p.*, unique_id is null as no_unique_id,
         email is not null and count(*) over (partition by lower(email)) > 1 as same_email,
         unique_id is not null and count(*) over (partition by unique_id) > 1 as same_unique_id
    from (select u.id, u.name, u.email, u.user_name, u.sort_name, coalesce(u.unique_id, l.external_id) as unique_id
            from users u
            left join (select user_id, min(external_id) as external_id from provisioning_links
                        where account_id = ${accountId} and deleted_at is null group by user_id) l on l.user_id = u.id
           where u.account_id = ${accountId} and u.deleted_at is null) p`;

/** What stands in the way of a clean match, counted. */
export async function checkUserData(scope: Scope): Promise<UserDataCheck> {
  const [row] = await sql()<UserDataCheck[]>`
    select count(*)::int as people, count(*) filter (where no_unique_id)::int as "noUniqueId",
           count(*) filter (where same_email)::int as "sameEmail", count(*) filter (where same_unique_id)::int as "sameUniqueId"
      from (${checked(scope)}) c`;
  return row ?? { people: 0, noUniqueId: 0, sameEmail: 0, sameUniqueId: 0 };
}

type Row = {
  id: string;
  name: string;
  email: string | null;
  user_name: string;
  unique_id: string | null;
  no_unique_id: boolean;
  same_email: boolean;
  same_unique_id: boolean;
};

/** The people with a problem, those that share a value side by side; at most `limit`, of one problem or of any. */
export async function listUserDataProblems(scope: Scope, limit: number, problem?: UserDataProblem): Promise<UserDataRow[]> {
  const order =
    problem === "sameUniqueId"
      ? sql()`unique_id, sort_name`
      : problem === "sameEmail"
        ? sql()`lower(email), sort_name`
        : sql()`sort_name`;
  const rows = await sql()<
    Row[]
  >`select * from (${checked(scope)}) c where ${condition(problem)} order by ${order}, id limit ${limit}`;
  return rows.map((row) => ({
    ...{ id: row.id, name: row.name, email: row.email ?? undefined, userName: row.user_name },
    uniqueId: row.unique_id ?? undefined,
    problems: [
      ...(row.no_unique_id ? (["noUniqueId"] as const) : []),
      ...(row.same_email ? (["sameEmail"] as const) : []),
      ...(row.same_unique_id ? (["sameUniqueId"] as const) : []),
    ],
  }));
}

function condition(problem: UserDataProblem | undefined) {
  switch (problem) {
    case "noUniqueId":
      return sql()`no_unique_id`;
    case "sameEmail":
      return sql()`same_email`;
    case "sameUniqueId":
      return sql()`same_unique_id`;
    case undefined:
      return sql()`(no_unique_id or same_email or same_unique_id)`;
  }
}
