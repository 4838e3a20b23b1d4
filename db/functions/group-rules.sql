-- License rules: everybody who is directly in a group gets a license of a pool, for as long as they are.

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

-- Locks a group, its people, and what they have; before them the rules of the account, so that each has a place of its own.
-- Returns the people.
create or replace function group_rule_lock(p_account uuid, p_group uuid, p_pool uuid) returns uuid[] language plpgsql as $$
declare
  v_people uuid[];
begin
  perform pg_advisory_xact_lock(hashtext('group rules'), hashtext(p_account::text));
  perform from groups where account_id = p_account and id = p_group for no key update;
  if not found then
    return null;
  end if;
  v_people := array(
    select u.id from users u
     where u.account_id = p_account and u.id in (
       select member_id from group_members where account_id = p_account and group_id = p_group and kind = 'user')
     order by u.id for no key update of u);
  -- who was deleted while the lock was waited for left the group
  v_people := array(
    select member_id from group_members where account_id = p_account and group_id = p_group and member_id = any(v_people)
     order by member_id);
  perform license_lock_of(p_account, v_people, array[p_pool]);
  return v_people;
end $$;

-- Adds a rule, the last in order, and gives the license to who is in the group. Outcomes: 'added', 'exists', 'gone'.
create or replace function group_rule_add(
  p_account uuid, p_rule uuid, p_group uuid, p_pool uuid, p_admin uuid, p_at timestamptz
) returns text language plpgsql as $$
declare
  v_people uuid[];
begin
  v_people := group_rule_lock(p_account, p_group, p_pool);
  if v_people is null then
    return 'gone';
  end if;
  insert into group_rules (account_id, id, group_id, pool_id, position, created_by, created_at)
  select p_account, p_rule, p_group, p_pool, coalesce(max(position), 0) + 1, p_admin, p_at from group_rules where account_id = p_account
  on conflict on constraint group_rules_key do nothing;
  if not found then
    return 'exists';
  end if;
  perform license_request_many(p_account, p_pool, v_people, 'group_rule', p_rule, p_at, actor_kind(p_admin), p_admin);
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
  v_people uuid[];
begin
  select * into v_rule from group_rules where account_id = p_account and id = p_rule;
  v_people := group_rule_lock(p_account, v_rule.group_id, v_rule.pool_id);
  perform from group_rules where account_id = p_account and id = p_rule;
  if v_people is null or not found then
    return 'gone';
  end if;
  perform license_release_many(p_account, v_people, 'group_rule', array[p_rule], p_at, actor_kind(p_admin), p_admin);
  delete from group_rules where account_id = p_account and id = p_rule;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'group_rule.removed', 'group', v_rule.group_id,
    jsonb_build_object('pool', jsonb_build_array(v_rule.pool_id, null)));
  return 'removed';
end $$;

-- Puts a rule at another place (1 = first) among the rules of the account, and settles whom the order concerns: people with
-- reasons of two rules, who get no more while the groups that have rules are locked. Outcomes: 'moved', 'gone'.
create or replace function group_rule_move(p_account uuid, p_rule uuid, p_place int, p_admin uuid, p_at timestamptz) returns text
language plpgsql as $$
declare
  v_rule record;
  v_user uuid;
  v_people uuid[];
  v_pools uuid[];
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
       select user_id from assignment_reasons where account_id = p_account and kind = 'group_rule' group by user_id having count(*) > 1)
     order by u.id for no key update of u);
  v_pools := license_lock_of(p_account, v_people);
  with others as (
    select id, row_number() over (order by position, id) as place from group_rules where account_id = p_account and id <> p_rule)
  update group_rules r set position = others.place + (others.place >= p_place)::int
    from others where r.account_id = p_account and r.id = others.id;
  update group_rules set position = p_place where account_id = p_account and id = p_rule;
  foreach v_user in array v_people loop
    perform license_settle(p_account, v_user, p_at, false);
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'group_rule.moved', 'group', v_rule.group_id,
    jsonb_build_object('position', jsonb_build_array(v_rule.place, p_place)));
  return 'moved';
end $$;
