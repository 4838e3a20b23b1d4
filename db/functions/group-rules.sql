-- License rules: everybody who is directly in a group gets a license of a pool, for as long as they are.

-- So many people get or lose licenses in the change of a group itself, within a fraction of a second. Of more, the server's background
-- work takes care (`group_rule_catch_up`): a request for 100,000 would not be answered in time, and be repeated for ever.
create or replace function group_rule_at_once() returns int language sql immutable as $$ select 1000 $$;

-- Members came to and left a locked group: what its rules give them. They are locked too. In the order of the rules.
create or replace function group_rules_apply(p_account uuid, p_group uuid, p_added uuid[], p_removed uuid[], p_at timestamptz)
returns void language plpgsql as $$
declare
  v_rule group_rules;
  v_people uuid[];
begin
  if not exists (select from group_rules where account_id = p_account and group_id = p_group) then
    return;
  end if;
  if cardinality(p_added) + cardinality(p_removed) > group_rule_at_once() then
    insert into group_rule_backlog (account_id, rule_id, created_at)
    select p_account, id, p_at from group_rules where account_id = p_account and group_id = p_group
    on conflict (account_id, rule_id) do update set done_up_to = default;
    return;
  end if;
  v_people := array(select u.id from users u where u.account_id = p_account and u.id = any(p_added) order by u.id);
  perform license_lock_of(p_account, p_added || p_removed, array(
    select pool_id from group_rules where account_id = p_account and group_id = p_group));
  perform license_release_many(p_account, p_removed, 'group_rule', array(
    select id from group_rules where account_id = p_account and group_id = p_group), p_at, 'system', null);
  for v_rule in
    select * from group_rules where account_id = p_account and group_id = p_group order by position
  loop
    perform license_request_many(p_account, v_rule.pool_id, v_people, 'group_rule', v_rule.id, p_at, 'system', null);
  end loop;
end $$;

-- Gives and takes back what one rule of the backlog is behind with, of the next p_limit people in the order of their ids. Returns
-- whether there may be more; false takes the rule from the backlog. Whoever changes the members meanwhile does what there is to
-- do for them, or lets this begin anew. Plans are kept, also those made while the tables were small: no sequential scans.
create or replace function group_rule_catch_up(p_account uuid, p_rule uuid, p_limit int, p_at timestamptz) returns boolean
language plpgsql set enable_seqscan = off as $$
declare
  v_rule group_rules;
  v_people uuid[];
  v_came uuid[];
  v_left uuid[];
begin
  perform from groups g
   where g.account_id = p_account and g.id = (select group_id from group_rules where account_id = p_account and id = p_rule)
     for no key update;
  -- what the lock was waited for may have ended the rule, or the group
  select * into v_rule from group_rules where account_id = p_account and id = p_rule;
  if found then
    v_people := group_rule_next(v_rule, (
      select done_up_to from group_rule_backlog where account_id = p_account and rule_id = p_rule), p_limit);
  else
    v_people := array(
      select user_id from assignment_reasons where account_id = p_account and source_id = p_rule order by user_id limit p_limit);
  end if;
  if cardinality(v_people) < p_limit then
    delete from group_rule_backlog where account_id = p_account and rule_id = p_rule;
  else
    update group_rule_backlog set done_up_to = v_people[p_limit] where account_id = p_account and rule_id = p_rule;
  end if;

  perform from users where account_id = p_account and id = any(v_people) order by id for no key update;
  v_came := group_members_among(p_account, v_rule.group_id, v_people);
  v_left := array(select unnest(v_people) except select unnest(v_came));
  perform license_lock_of(p_account, v_people, array[v_rule.pool_id]);
  perform license_release_many(p_account, v_left, 'group_rule', array[p_rule], p_at, 'system', null);
  perform license_request_many(p_account, v_rule.pool_id, array(
    select unnest(v_came) except
    select user_id from assignment_reasons
     where account_id = p_account and user_id = any(v_came) and kind = 'group_rule' and source_id = p_rule
    order by 1), 'group_rule', p_rule, p_at, 'system', null);
  return cardinality(v_people) = p_limit;
end $$;

-- The next people in the order of ids whom a rule concerns: members of its group, and whoever has a license by it.
create or replace function group_rule_next(p_rule group_rules, p_after uuid, p_limit int) returns uuid[] language sql stable as $$
  select array(
    (select member_id from group_members
      where account_id = p_rule.account_id and group_id = p_rule.group_id and kind = 'user' and member_id > p_after
      order by member_id limit p_limit)
    union
    (select user_id from assignment_reasons
      where account_id = p_rule.account_id and pool_id = p_rule.pool_id and user_id > p_after
        and kind = 'group_rule' and source_id = p_rule.id
      order by user_id limit p_limit)
    order by 1 limit p_limit)
$$;

-- Who of these people is in the group, in the order of ids. Asked again once they are locked: who was deleted while the lock was
-- waited for left it.
create or replace function group_members_among(p_account uuid, p_group uuid, p_people uuid[]) returns uuid[] language sql stable as $$
  select array(
    select member_id from group_members where account_id = p_account and group_id = p_group and member_id = any(p_people)
     order by member_id)
$$;

-- Locks a group, its people unless they are many, and what they have; before them the rules of the account, so that each has a
-- place of its own.
create or replace function group_rule_lock(
  p_account uuid, p_group uuid, p_pool uuid, out gone boolean, out many boolean, out people uuid[]
) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('group rules'), hashtext(p_account::text));
  perform from groups where account_id = p_account and id = p_group for no key update;
  gone := not found;
  people := array(
    select member_id from group_members where account_id = p_account and group_id = p_group and kind = 'user'
     limit group_rule_at_once() + 1);
  many := cardinality(people) > group_rule_at_once();
  if gone or many then
    people := '{}';
    return;
  end if;
  perform from users where account_id = p_account and id = any(people) order by id for no key update;
  people := group_members_among(p_account, p_group, people);
  perform license_lock_of(p_account, people, array[p_pool]);
end $$;

-- Adds a rule, the last in order, and gives the license to who is in the group. Outcomes: 'added', 'exists', 'gone'.
create or replace function group_rule_add(
  p_account uuid, p_rule uuid, p_group uuid, p_pool uuid, p_admin uuid, p_at timestamptz
) returns text language plpgsql as $$
declare
  v_locked record;
begin
  v_locked := group_rule_lock(p_account, p_group, p_pool);
  if v_locked.gone then
    return 'gone';
  end if;
  insert into group_rules (account_id, id, group_id, pool_id, position, created_by, created_at)
  select p_account, p_rule, p_group, p_pool, coalesce(max(position), 0) + 1, p_admin, p_at from group_rules where account_id = p_account
  on conflict on constraint group_rules_key do nothing;
  if not found then
    return 'exists';
  end if;
  insert into group_rule_backlog (account_id, rule_id, created_at) select p_account, p_rule, p_at where v_locked.many;
  perform license_request_many(p_account, p_pool, v_locked.people, 'group_rule', p_rule, p_at, actor_kind(p_admin), p_admin);
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'group_rule.added', 'group', p_group,
    jsonb_build_object('pool', jsonb_build_array(null, p_pool)));
  return 'added';
end $$;

-- Removes a rule, and what only it gave. Outcomes: 'removed', 'gone'.
create or replace function group_rule_remove(p_account uuid, p_rule uuid, p_admin uuid, p_at timestamptz) returns text
language plpgsql as $$
declare
  v_rule group_rules;
  v_locked record;
begin
  select * into v_rule from group_rules where account_id = p_account and id = p_rule;
  v_locked := group_rule_lock(p_account, v_rule.group_id, v_rule.pool_id);
  perform from group_rules where account_id = p_account and id = p_rule;
  if v_locked.gone or not found then
    return 'gone';
  end if;
  insert into group_rule_backlog (account_id, rule_id, created_at)
  select p_account, p_rule, p_at where v_locked.many on conflict do nothing;
  perform license_release_many(p_account, v_locked.people, 'group_rule', array[p_rule], p_at, actor_kind(p_admin), p_admin);
  delete from group_rules where account_id = p_account and id = p_rule;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'group_rule.removed', 'group', v_rule.group_id,
    jsonb_build_object('pool', jsonb_build_array(v_rule.pool_id, null)));
  return 'removed';
end $$;

-- Puts a rule at another place (1 = first) among the rules of the account, and settles whom the order concerns: people with a
-- reason of this rule and one of another for a type that excludes its own, who get no more while the groups that have rules are
-- locked. Outcomes: 'moved', 'gone'.
create or replace function group_rule_move(p_account uuid, p_rule uuid, p_place int, p_admin uuid, p_at timestamptz) returns text
language plpgsql as $$
declare
  v_rule record;
  v_user uuid;
  v_people uuid[];
  v_pools uuid[];
  v_changes jsonb;
begin
  perform pg_advisory_xact_lock(hashtext('group rules'), hashtext(p_account::text));
  perform from groups g
   where g.account_id = p_account and g.id in (select group_id from group_rules where account_id = p_account)
   order by g.id for no key update of g;
  select * into v_rule from (
    select id, group_id, row_number() over (order by position, id) as place from group_rules where account_id = p_account) r
   where r.id = p_rule;
  if not found then
    return 'gone';
  end if;
  v_people := array(
    select u.id from users u
     where u.account_id = p_account and u.id in (
       select r.user_id from assignment_reasons r
         join license_pools p on p.account_id = p_account and p.id = r.pool_id
         join license_pools s on s.account_id = p_account and s.instance_id = p.instance_id
          and s.exclusive_group = p.exclusive_group and s.id <> p.id
         join assignment_reasons o
           on o.account_id = p_account and o.pool_id = s.id and o.user_id = r.user_id and o.kind = 'group_rule'
        where r.account_id = p_account and r.source_id = p_rule)
     order by u.id for no key update of u);
  v_pools := license_lock_of(p_account, v_people);
  with others as (
    select id, row_number() over (order by position, id) as place from group_rules where account_id = p_account and id <> p_rule)
  update group_rules r set position = others.place + (others.place >= p_place)::int
    from others where r.account_id = p_account and r.id = others.id;
  update group_rules set position = p_place where account_id = p_account and id = p_rule;
  foreach v_user in array v_people loop
    v_changes := license_settle(p_account, v_user, p_at, false);
    continue when v_changes = '[]';
    insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
    values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'license.rule_order_applied', 'user', v_user, v_changes);
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'group_rule.moved', 'group', v_rule.group_id,
    jsonb_build_object('position', jsonb_build_array(v_rule.place, p_place)));
  return 'moved';
end $$;
