import { sql } from "../../client.ts";
import { findOpenMassLeave } from "../../queries/mass-leaves.ts";
import type { Picture } from "./acts.ts";
import { nameOf, type World } from "./database.ts";

type Pairs<Value> = [id: string, value: Value][];

type PersonRow = {
  id: string;
  user_name: string;
  active: boolean;
  deleted: boolean;
  links: Pairs<string>;
  licenses: Pairs<string>;
  excluded: string[];
  groups: Pairs<boolean>;
};

/** The account as the rows of the database tell it. */
export async function pictureOf(world: World): Promise<Picture> {
  const { accountId } = world.scope;
  const called = <Value>(pairs: Pairs<Value>) => Object.fromEntries(pairs.map(([id, value]) => [nameOf(world, id), value]));
  const [pools, people, groups, rules, open] = await Promise.all([
    sql()<{ id: string; counters: Picture["pools"][string] }[]>`
      select id, jsonb_build_object('total', total, 'countsInvited', counts_invited, 'invited', invited, 'activated', activated,
        'held', held, 'waiting', waiting) as counters from license_pools where account_id = ${accountId}`,
    peopleOf(accountId),
    sql()<{ id: string; owner: string | null }[]>`
      select id, configuration_id as owner from groups where account_id = ${accountId}`,
    sql()<{ id: string }[]>`select id from group_rules where account_id = ${accountId} order by position`,
    findOpenMassLeave(world.scope),
  ]);
  return {
    pools: called(pools.map(({ id, counters }) => [id, counters])),
    people: called(
      people.map(({ id, user_name: userName, active, deleted, links, licenses, excluded, groups }) => [
        id,
        {
          userName,
          active,
          deleted,
          links: called(links),
          licenses: called(licenses),
          excluded: excluded.map((pool) => nameOf(world, pool)).sort(),
          groups: called(groups),
        },
      ]),
    ),
    groups: called(groups.map(({ id, owner }) => [id, owner && nameOf(world, owner)])),
    rules: rules.map(({ id }) => nameOf(world, id)),
    leave: open ? { people: open.people, held: open.held } : null,
  };
}

const peopleOf = (accountId: string) => sql()<PersonRow[]>`
  with placed as (
    select user_id, pool_id, state, case when state = 'waiting' then
             row_number() over (partition by pool_id, state order by sequence) end as position
      from license_assignments where account_id = ${accountId})
  select u.id, u.user_name, u.active, u.deleted_at is not null as deleted,
         coalesce((select jsonb_agg(jsonb_build_array(l.configuration_id,
             case when l.deleted_at is not null then 'deleted' when l.active then 'active' else 'inactive' end))
           from provisioning_links l where l.account_id = u.account_id and l.user_id = u.id), '[]') as links,
         coalesce((select jsonb_agg(jsonb_build_array(a.pool_id, concat_ws(' ', a.state, a.position)))
           from placed a where a.user_id = u.id), '[]') as licenses,
         array(select e.pool_id from exclusions e where e.account_id = u.account_id and e.user_id = u.id) as excluded,
         coalesce((select jsonb_agg(jsonb_build_array(m.group_id, m.added_here))
           from group_members m where m.account_id = u.account_id and m.member_id = u.id), '[]') as groups
    from users u where u.account_id = ${accountId}`;
