import { AppError } from "../../lib/errors.ts";
import { isId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { instantOf, type Sql, sql } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
import type { Scope } from "./scope.ts";

/** How long a deleted person can be restored; then they are erased (rule 6). */
export const restorableDays = 30;

async function suspend(scope: Scope, actor: Deciding, userIds: readonly string[], suspended: boolean, run: Sql): Promise<number> {
  const [row] = await run<{ changed: number }[]>`
    select people_suspend(${scope.accountId}, ${userIds.filter(isId)}::uuid[], ${suspended}, ${deciderId(actor)}, now()) as changed`;
  return row?.changed ?? 0;
}

/** Makes people inactive whatever their links say (rule 3); their licenses return. Returns how many were not suspended before. */
export const suspendPeople = (scope: Scope, actor: Deciding, userIds: readonly string[], run: Sql = sql()): Promise<number> =>
  suspend(scope, actor, userIds, true, run);

/** Lifts the suspension; who is active again asks for the licenses that they have reasons for. Returns how many were suspended. */
export const unsuspendPeople = (scope: Scope, actor: Deciding, userIds: readonly string[], run: Sql = sql()): Promise<number> =>
  suspend(scope, actor, userIds, false, run);

/**
 * Brings a deleted person back as one that an admin added. Throws not_found when nobody of that id can be restored, and conflict,
 * naming the holder, when the user name was taken meanwhile.
 */
export async function restorePerson(scope: Scope, actor: Deciding, userId: string): Promise<void> {
  const [row] = isId(userId)
    ? await sql()<{ outcome: "restored" | "gone" | "taken"; name: string | null }[]>`
        select r.outcome, u.name from person_restore(${scope.accountId}, ${userId}, ${deciderId(actor)}, now()) r
          left join users u on u.account_id = ${scope.accountId} and u.id = r.holder`
    : [];
  if (row?.outcome === "restored") return;
  if (row?.outcome === "taken")
    throw new AppError(
      "conflict",
      t("{name} has this user name now. Rename or remove that person first.", { name: row.name ?? "" }),
    );
  throw new AppError("not_found", t("This person cannot be restored any more."));
}

/** Erases a deleted person for good. Throws not_found when there is no deleted person of that id. */
export async function erasePerson(scope: Scope, actor: Deciding, userId: string): Promise<void> {
  const [row] = isId(userId)
    ? await sql()<{ erased: boolean }[]>`select person_erase(${scope.accountId}, ${userId}, ${deciderId(actor)}, now()) as erased`
    : [];
  if (!row?.erased) throw new AppError("not_found", t("There is no deleted person of this id. Delete the person first."));
}

/** A person who disappeared from Users and can still be restored. */
export type DeletedPerson = { id: string; name: string; userName: string; deletedAt: Date; erasedOn: Date };

type DeletedRow = { id: string; name: string; user_name: string; deleted_at: string };

function toDeletedPerson(row: DeletedRow): DeletedPerson {
  const deletedAt = instantOf(row.deleted_at);
  const erasedOn = new Date(deletedAt.getTime() + restorableDays * 86_400_000);
  return { id: row.id, name: row.name, userName: row.user_name, deletedAt, erasedOn };
}

/** Deleted people, the last first. */
export async function listDeletedPeople(scope: Scope, limit: number): Promise<DeletedPerson[]> {
  const rows = await sql()<DeletedRow[]>`
    select id, name, user_name, deleted_at from users
     where account_id = ${scope.accountId} and deleted_at is not null order by deleted_at desc, id limit ${limit}`;
  return rows.map(toDeletedPerson);
}

/** A deleted person; undefined for one who is not deleted, erased, unknown, or of another account. */
export async function findDeletedPerson(scope: Scope, id: string): Promise<DeletedPerson | undefined> {
  if (!isId(id)) return undefined;
  const [row] = await sql()<DeletedRow[]>`
    select id, name, user_name, deleted_at from users
     where account_id = ${scope.accountId} and id = ${id} and deleted_at is not null`;
  return row && toDeletedPerson(row);
}

/**
 * Erases people whose time is over, in all accounts, at most `limit`, one transaction each; not who belongs to a mass leave that
 * is not settled. Returns how many people.
 */
export async function eraseExpired(limit: number): Promise<number> {
  const due = await sql()<{ account_id: string; id: string }[]>`
    select u.account_id, u.id from accounts a join users u on u.account_id = a.id
     where u.deleted_at < now() - make_interval(days => ${restorableDays}) and not exists (
       select from departures d where d.account_id = u.account_id and d.user_id = u.id and d.mass_leave_id is not null)
     limit ${limit}`;
  for (const { account_id, id } of due)
    await erasePerson({ accountId: account_id }, { kind: "system" }, id).catch((error: unknown) => {
      // restored meanwhile
      if (!(error instanceof AppError && error.code === "not_found")) throw error;
    });
  return due.length;
}
