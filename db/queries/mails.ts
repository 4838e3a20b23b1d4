import { invitationDays } from "../../lib/invitations.ts";
import { instantOf, sql, type Tx } from "../client.ts";
import { mails } from "../schema/mails.ts";
import type { Scope } from "./scope.ts";

/**
 * E-mail of all accounts, for the worker that sends it. A row says what an e-mail is about; whom to tell what is read when it
 * is sent, by db/queries/mail-facts.ts.
 */
export type DueMail = Scope & {
  kind: (typeof mails.$inferSelect)["kind"];
  /** The invitation of a member or an admin, the configuration whose calls failed, or the mass leave. */
  aboutId: string;
  /** Whose invitation it is, and to what. */
  poolId: string | undefined;
  userId: string | undefined;
  /** Times that it was tried before. */
  attempts: number;
};

/** So many at a time, so that a first sync is not held up by writing all its invitations a second time. */
const queueBatch = 100;

/** Puts what is to be told into the line: invitations not sent yet, failures, mass leaves. */
export async function queueMails(): Promise<void> {
  await sql()`
    insert into mails (account_id, kind, about_id, pool_id, user_id)
    select a.account_id, 'invitation', a.invitation_id, a.pool_id, a.user_id from license_assignments a
     where a.state = 'invited' and a.invitation_sent_at is null and a.invited_at > now() - make_interval(days => ${invitationDays})
       and not exists (
         select from mails m where m.account_id = a.account_id and m.kind = 'invitation' and m.about_id = a.invitation_id)
     order by a.invited_at limit ${queueBatch}
    on conflict do nothing`;
  // at most one an hour and configuration; what failed while it was paused is what the admin wanted
  await sql()`
    insert into mails (account_id, kind, about_id)
    select c.account_id, 'failures', c.id from scim_configurations c
     where c.notify_on_failure and c.notification_email is not null and c.deleted_at is null and c.paused_at is null
       and coalesce(c.failures_told_at, '-infinity') < now() - interval '1 hour' and exists (
         select from scim_requests r
          where r.account_id = c.account_id and r.configuration_id = c.id and r.status >= 400
            and r.id > uuid7_floor(failures_untold_since(c)) and r.at > failures_untold_since(c))
    on conflict do nothing`;
  await sql()`
    insert into mails (account_id, kind, about_id)
    select l.account_id, 'mass_leave', l.id from mass_leaves l
     where l.resolved_at is null and l.told_at is null and exists (
       select from scim_configurations c
        where c.account_id = l.account_id and c.notification_email is not null and c.deleted_at is null)
    on conflict do nothing`;
}

/** Puts the invitation of an admin into the line, also when it was tried before. In the transaction that made it. */
export async function queueAdminInvitation(tx: Tx, { accountId }: Scope, aboutId: string): Promise<void> {
  const again = { dueAt: new Date(), attempts: 0, failure: null };
  await tx
    .insert(mails)
    .values({ accountId, kind: "admin_invitation", aboutId })
    .onConflictDoUpdate({ target: [mails.accountId, mails.kind, mails.aboutId], set: again });
}

/** After that long somebody else tries what a process took and did not bring to an end. */
const lease = "5 minutes";

/** Takes what is due, the oldest first. Nobody else gets the same. */
export async function takeDueMails(limit: number): Promise<DueMail[]> {
  const rows = await sql()<DueMail[]>`
    update mails m set due_at = now() + ${lease}::interval, attempts = m.attempts + 1
      from (select account_id, kind, about_id from mails where due_at <= now()::timestamptz(3)
             order by due_at limit ${limit} for update skip locked) due
     where m.account_id = due.account_id and m.kind = due.kind and m.about_id = due.about_id
    returning m.account_id as "accountId", m.kind, m.about_id as "aboutId", m.pool_id as "poolId", m.user_id as "userId",
              m.attempts - 1 as attempts`;
  return [...rows];
}

/** It was sent: notes that where it belongs. `until`: what is told was true then. */
export async function markMailSent(mail: DueMail, until: Date): Promise<void> {
  const { accountId, kind, aboutId } = mail;
  await sql().begin(async (tx) => {
    await tx`delete from mails where account_id = ${accountId} and kind = ${kind} and about_id = ${aboutId}`;
    switch (kind) {
      case "invitation":
        // neither state nor counters: the lock of the pool is not needed
        await tx`
          with sent as (
            update license_assignments set invitation_sent_at = now()
             where account_id = ${accountId} and pool_id = ${mail.poolId ?? null} and user_id = ${mail.userId ?? null}
               and invitation_id = ${aboutId}
            returning user_id)
          insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, changes)
          select ${accountId}, uuid7(now()), now(), 'system', 'license.invitation_sent', 'user', user_id,
                 jsonb_build_object('pool', jsonb_build_array(null, ${mail.poolId ?? null}::text)) from sent`;
        return;
      case "admin_invitation":
        await tx`
          with sent as (
            update admin_invitations set sent_at = now() where account_id = ${accountId} and id = ${aboutId} returning id)
          insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id)
          select ${accountId}, uuid7(now()), now(), 'system', 'admin.invitation_sent', 'admin', id from sent`;
        return;
      case "failures":
        await tx`update scim_configurations set failures_told_at = ${until.toISOString()} where account_id = ${accountId} and id = ${aboutId}`;
        return;
      case "mass_leave":
        await tx`update mass_leaves set told_at = ${until.toISOString()} where account_id = ${accountId} and id = ${aboutId}`;
        return;
    }
  });
}

/** It is not true any more: whoever was invited has activated, or lost the license. */
export async function dropMail({ accountId, kind, aboutId }: DueMail): Promise<void> {
  await sql()`delete from mails where account_id = ${accountId} and kind = ${kind} and about_id = ${aboutId}`;
}

/** It could not be sent: later, and each time later. Returns when. */
export async function putOffMail({ accountId, kind, aboutId }: DueMail, failure: string): Promise<Date> {
  const [row] = await sql()<{ due_at: string }[]>`
    update mails set failure = ${failure}, due_at = now() + least(interval '6 hours', interval '1 minute' * 2 ^ (attempts - 1))
     where account_id = ${accountId} and kind = ${kind} and about_id = ${aboutId} returning due_at`;
  return row ? instantOf(row.due_at) : new Date();
}

/** Forgets what is about invitations that are not open any more, or expired unsent. Returns how many. */
export async function cleanMails(): Promise<number> {
  const rows = await sql()`
    delete from mails m where m.kind = 'invitation' and not exists (
      select from license_assignments a
       where a.account_id = m.account_id and a.pool_id = m.pool_id and a.user_id = m.user_id and a.invitation_id = m.about_id
         and a.invited_at > now() - make_interval(days => ${invitationDays}))`;
  return rows.count;
}
