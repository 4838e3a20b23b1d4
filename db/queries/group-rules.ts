import { AppError } from "../../lib/errors.ts";
import { isId, newId } from "../../lib/ids.ts";
import { t } from "../../lib/text.ts";
import { sql } from "../client.ts";
import { type Deciding, deciderId } from "./activity.ts";
import type { Scope } from "./scope.ts";

/**
 * A license rule: everybody who is directly in the group gets a license of the pool. `position` is its place in the account;
 * `behind` says that licenses of a large group are still being given or taken back.
 */
export type GroupRule = {
  id: string;
  groupId: string;
  groupName: string;
  poolId: string;
  product: string;
  instanceName: string;
  licenseType: string;
  position: number;
  behind: boolean;
};

/** The license rules of an account, or of one group, in the order in which they are read. */
export async function listGroupRules(scope: Scope, groupId?: string): Promise<GroupRule[]> {
  if (groupId !== undefined && !isId(groupId)) return [];
  return sql()<GroupRule[]>`
    select r.id, r.group_id as "groupId", g.display_name as "groupName", r.pool_id as "poolId", i.product,
           i.name as "instanceName", p.license_type as "licenseType", r.position,
           exists (select from group_rule_backlog b where b.account_id = r.account_id and b.rule_id = r.id) as behind
      from group_rules r
      join groups g on g.account_id = r.account_id and g.id = r.group_id
      join license_pools p on p.account_id = r.account_id and p.id = r.pool_id
      join application_instances i on i.account_id = r.account_id and i.id = p.instance_id
     where r.account_id = ${scope.accountId} and (${groupId ?? null}::uuid is null or r.group_id = ${groupId ?? null})
     order by r.position`;
}

/**
 * Adds a rule, the last in order, and gives the license to everybody who is in the group; of a large group, `catchUpGroupRules` does. Throws not_found for an unknown group or
 * pool, and conflict when the group has that rule.
 */
export async function addGroupRule(scope: Scope, actor: Deciding, rule: { groupId: string; poolId: string }): Promise<string> {
  const id = newId();
  const [pool] = isId(rule.poolId)
    ? await sql()`select from license_pools where account_id = ${scope.accountId} and id = ${rule.poolId}`
    : [];
  if (!pool || !isId(rule.groupId)) throw new AppError("not_found", t("This group or license does not exist any more."));
  const [row] = await sql()<{ outcome: "added" | "exists" | "gone" }[]>`
    select group_rule_add(${scope.accountId}, ${id}, ${rule.groupId}, ${rule.poolId}, ${deciderId(actor)}, now()) as outcome`;
  if (row?.outcome === "exists") throw new AppError("conflict", t("This group already gives that license."));
  if (row?.outcome !== "added") throw new AppError("not_found", t("This group does not exist any more."));
  return id;
}

/** Removes a rule and takes back what only it gave. Throws not_found for an unknown rule. */
export async function removeGroupRule(scope: Scope, actor: Deciding, ruleId: string): Promise<void> {
  const [row] = isId(ruleId)
    ? await sql()<{ outcome: "removed" | "gone" }[]>`
        select group_rule_remove(${scope.accountId}, ${ruleId}, ${deciderId(actor)}, now()) as outcome`
    : [];
  if (row?.outcome !== "removed") throw new AppError("not_found", t("This rule does not exist any more."));
}

/** Puts a rule at another place among the rules of the account, 1 for the first. Throws not_found for an unknown rule. */
export async function moveGroupRule(scope: Scope, actor: Deciding, ruleId: string, place: number): Promise<void> {
  const [row] = isId(ruleId)
    ? await sql()<{ outcome: "moved" | "gone" }[]>`
        select group_rule_move(${scope.accountId}, ${ruleId}, ${place}, ${deciderId(actor)}, now()) as outcome`
    : [];
  if (row?.outcome !== "moved") throw new AppError("not_found", t("This rule does not exist any more."));
}

/** What adding a rule would do now: how many of the group's people have no license of the pool yet, and how many of them would wait. */
export async function previewGroupRule(
  scope: Scope,
  rule: { groupId: string; poolId: string },
): Promise<{ people: number; waiting: number }> {
  if (!isId(rule.groupId) || !isId(rule.poolId)) return { people: 0, waiting: 0 };
  const [row] = await sql()<{ people: number; available: number }[]>`
    select (select count(*)::int from group_members m
              join users u on u.account_id = m.account_id and u.id = m.member_id and u.active and u.deleted_at is null
             where m.account_id = p.account_id and m.group_id = ${rule.groupId} and not exists (
               select from license_assignments a
                where a.account_id = p.account_id and a.pool_id = p.id and a.user_id = u.id)) as people,
           case when p.waiting > 0 then 0 else greatest(license_available(p), 0) end as available
      from license_pools p where p.account_id = ${scope.accountId} and p.id = ${rule.poolId}`;
  return { people: row?.people ?? 0, waiting: Math.max(0, (row?.people ?? 0) - (row?.available ?? 0)) };
}

/** Whom the end of a rule would take a license, or a place in the line: those who have it for no other reason. */
export type RuleLoss = { poolId: string; people: number };

/** What the end of the rules of a group would take from how many people now; nothing for a rule that nobody depends on. */
export async function previewRuleLoss(scope: Scope, groupId: string): Promise<RuleLoss[]> {
  if (!isId(groupId)) return [];
  return sql()<RuleLoss[]>`
    select r.pool_id as "poolId", count(*)::int as people
      from group_rules rule
      join assignment_reasons r on r.account_id = rule.account_id and r.source_id = rule.id
      join license_assignments a
        on a.account_id = r.account_id and a.pool_id = r.pool_id and a.user_id = r.user_id and a.state <> 'dormant'
     where rule.account_id = ${scope.accountId} and rule.group_id = ${groupId} and not exists (
       select from assignment_reasons other
        where other.account_id = r.account_id and other.pool_id = r.pool_id and other.user_id = r.user_id
          and other.source_id <> rule.id)
     group by r.pool_id`;
}

/** So many people are given or lose a license while the group and the pool are locked: a fraction of a second. */
const batch = 500;

/** Does the next batch of each rule that is behind with a large group, in all accounts. Returns how many rules are not done. */
export async function catchUpGroupRules(): Promise<number> {
  const behind = await sql()<{ account_id: string; rule_id: string }[]>`
    select account_id, rule_id from group_rule_backlog order by created_at, rule_id`;
  let left = 0;
  for (const { account_id: accountId, rule_id: rule } of behind) {
    const [row] = await sql()<{ more: boolean }[]>`select group_rule_catch_up(${accountId}, ${rule}, ${batch}, now()) as more`;
    if (row?.more) left += 1;
  }
  return left;
}
