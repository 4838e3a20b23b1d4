import { instantOf, sql } from "../client.ts";
import type { Role } from "./admins.ts";
import type { Scope } from "./scope.ts";

/** What an e-mail says, read when it is sent. Undefined: there is nothing to say any more. */

export type InvitationFacts = {
  organization: string;
  person: string;
  email: string | undefined;
  instanceName: string;
  licenseType: string;
  invitedAt: Date;
};

/** An invitation that is open and was not sent. */
export async function findUnsentInvitation(
  { accountId }: Scope,
  { poolId, userId, invitationId }: { poolId: string; userId: string; invitationId: string },
): Promise<InvitationFacts | undefined> {
  const [row] = await sql()<(Omit<InvitationFacts, "email" | "invitedAt"> & { email: string | null; invited_at: string })[]>`
    select o.name as organization, u.name as person, u.email, i.name as "instanceName", p.license_type as "licenseType", a.invited_at
      from license_assignments a
      join accounts o on o.id = a.account_id
      join users u on u.account_id = a.account_id and u.id = a.user_id and u.deleted_at is null
      join license_pools p on p.account_id = a.account_id and p.id = a.pool_id
      join application_instances i on i.account_id = a.account_id and i.id = p.instance_id
     where a.account_id = ${accountId} and a.pool_id = ${poolId} and a.user_id = ${userId} and a.invitation_id = ${invitationId}
       and a.state = 'invited' and a.invitation_sent_at is null`;
  if (!row) return undefined;
  const { invited_at, email, ...facts } = row;
  return { ...facts, email: email ?? undefined, invitedAt: instantOf(invited_at) };
}

export type AdminInvitationFacts = {
  organization: string;
  /** Undefined for an admin who has left, and for the operator. */
  inviter: string | undefined;
  email: string;
  role: Role;
  expiresAt: Date;
};

/** The invitation of an admin that still can be accepted. */
export async function findOpenAdminInvitation({ accountId }: Scope, id: string): Promise<AdminInvitationFacts | undefined> {
  const [row] = await sql()<
    (Omit<AdminInvitationFacts, "inviter" | "expiresAt"> & { inviter: string | null; expires_at: string })[]
  >`
    select o.name as organization, who.name as inviter, i.email, i.role, i.expires_at
      from admin_invitations i
      join accounts o on o.id = i.account_id
      left join admins a on a.account_id = i.account_id and a.id = i.invited_by
      left join identities who on who.id = a.identity_id
     where i.account_id = ${accountId} and i.id = ${id}
       and i.accepted_at is null and i.withdrawn_at is null and i.expires_at > now()`;
  if (!row) return undefined;
  const { inviter, expires_at, ...facts } = row;
  return { ...facts, inviter: inviter ?? undefined, expiresAt: instantOf(expires_at) };
}

export type FailureFacts = {
  organization: string;
  configuration: string;
  email: string;
  total: number;
  /** The most frequent first. */
  causes: { advice: string; count: number }[];
  until: Date;
};

/** What failed of a configuration and was not told yet. */
export async function findUntoldFailures({ accountId }: Scope, configurationId: string): Promise<FailureFacts | undefined> {
  const [row] = await sql()<(Omit<FailureFacts, "until"> & { until: string })[]>`
    with failed as (
      select coalesce(r.advice, 'Status ' || r.status || '.') as advice, count(*)::int as count, max(r.at) as until
        from scim_configurations c
        join scim_requests r on r.account_id = c.account_id and r.configuration_id = c.id and r.status >= 400
         and r.id > uuid7_floor(failures_untold_since(c)) and r.at > failures_untold_since(c)
       where c.account_id = ${accountId} and c.id = ${configurationId}
       group by 1)
    select o.name as organization, c.name as configuration, c.notification_email as email,
           (select sum(count)::int from failed) as total, (select max(until) from failed) as until,
           (select jsonb_agg(jsonb_build_object('advice', advice, 'count', count) order by count desc, advice)
              from (select * from failed order by count desc, advice limit 5) most) as causes
      from scim_configurations c join accounts o on o.id = c.account_id
     where c.account_id = ${accountId} and c.id = ${configurationId} and c.notify_on_failure and c.notification_email is not null
       and c.deleted_at is null and c.paused_at is null and exists (select from failed)`;
  return row && { ...row, until: instantOf(row.until) };
}

/** The notification addresses of an account, each once, and what the account is called. */
export async function findNotificationAddresses({ accountId }: Scope): Promise<{ organization: string; emails: string[] }> {
  const [row] = await sql()<{ organization: string; emails: string[] }[]>`
    select o.name as organization, array(
        select distinct c.notification_email from scim_configurations c
         where c.account_id = o.id and c.notification_email is not null and c.deleted_at is null order by 1) as emails
      from accounts o where o.id = ${accountId}`;
  return row ?? { organization: "", emails: [] };
}
