-- License allocation. A license is held for reasons (`assignment_reasons`); `license_settle` makes a person's licenses what
-- the reasons say. Every function locks its pools in a statement of its own before it looks: a decision in the snapshot of
-- its own lock left waiters beside free licenses. Whoever changes somebody's reasons holds that user's row; pools are last.

-- What a pool may still give. An invitation counts as used unless the pool counts only activations.
create or replace function license_available(p license_pools) returns int language sql immutable as $$
  select p.total - p.activated - p.held - case when p.counts_invited then p.invited else 0 end
$$;

-- Locks pools by id, and with each the types of its instance that exclude it: a seat given in one returns one in another.
-- Returns what is locked.
create or replace function license_lock(p_account uuid, p_pools uuid[]) returns uuid[] language plpgsql as $$
begin
  return array(
    select p.id from license_pools p
     where p.account_id = p_account and (p.id = any(p_pools) or exists (
       select from license_pools s
        where s.account_id = p_account and s.id = any(p_pools) and s.instance_id = p.instance_id
          and s.exclusive_group = p.exclusive_group))
     order by p.id for no key update of p);
end $$;

-- Locks what somebody has or asks for. Returns what is locked.
create or replace function license_lock_of(p_account uuid, p_users uuid[], p_pools uuid[] default '{}') returns uuid[]
language plpgsql as $$
begin
  return license_lock(p_account, p_pools || array(
    select distinct pool_id from license_assignments where account_id = p_account and user_id = any(p_users)));
end $$;

-- One change as the activity log keeps it: states, null for none.
create or replace function license_change(p_pool uuid, p_before text, p_after text) returns jsonb language sql stable as $$
  select jsonb_build_object('poolId', p_pool, 'before', p_before, 'after', p_after)
$$;

-- Moves an assignment to another state, its counters with it; null takes it away. The pool is locked.
create or replace function license_move(
  p_account uuid, p_pool uuid, p_user uuid, p_before text, p_after text, p_at timestamptz
) returns void language plpgsql as $$
begin
  if p_after is null then
    delete from license_assignments where account_id = p_account and pool_id = p_pool and user_id = p_user;
  else
    update license_assignments a
       set state = p_after,
           held_state = case p_after when 'held' then p_before end,
           -- who asks again goes to the end of the line
           sequence = case when p_before = 'dormant' then p.next_sequence else a.sequence end,
           requested_at = case when p_before = 'dormant' then p_at else a.requested_at end,
           assigned_at = case when p_after in ('waiting', 'dormant') then null else coalesce(a.assigned_at, p_at) end,
           activated_at = case p_after when 'activated' then coalesce(a.activated_at, p_at) when 'held' then a.activated_at end,
           -- held, and then back: the invitation is still the same
           invitation_id = case when 'held' in (p_before, p_after) then a.invitation_id when p_after = 'invited' then uuid7(p_at) end,
           invited_at = case when 'held' in (p_before, p_after) then a.invited_at when p_after = 'invited' then p_at end,
           invitation_sent_at = case when 'held' in (p_before, p_after) then a.invitation_sent_at end
      from license_pools p
     where a.account_id = p_account and a.pool_id = p_pool and a.user_id = p_user
       and p.account_id = p_account and p.id = p_pool;
  end if;
  update license_pools
     set invited = invited + (coalesce(p_after, '') = 'invited')::int - (p_before = 'invited')::int,
         activated = activated + (coalesce(p_after, '') = 'activated')::int - (p_before = 'activated')::int,
         held = held + (coalesce(p_after, '') = 'held')::int - (p_before = 'held')::int,
         waiting = waiting + (coalesce(p_after, '') = 'waiting')::int - (p_before = 'waiting')::int,
         next_sequence = next_sequence + (p_before = 'dormant' and p_after is not null)::int
   where account_id = p_account and id = p_pool;
end $$;

-- Gives free licenses to who waits, in order of request; the pool is already locked. One activity row each.
create or replace function license_promote(p_account uuid, p_pool uuid, p_at timestamptz) returns int language plpgsql as $$
declare
  v_pool license_pools;
  v_user uuid;
  v_users uuid[];
begin
  select * into strict v_pool from license_pools where account_id = p_account and id = p_pool;
  if v_pool.waiting = 0 or license_available(v_pool) <= 0 then
    return 0;
  end if;
  with next as (
    select user_id from license_assignments
     where account_id = p_account and pool_id = p_pool and state = 'waiting' order by sequence
     -- an invitation that uses nothing leaves room for the next
     limit case when v_pool.counts_invited then license_available(v_pool) else v_pool.waiting end),
  promoted as (
    update license_assignments a
       set state = 'invited', assigned_at = p_at, invitation_id = uuid7(p_at), invited_at = p_at, invitation_sent_at = null
      from next where a.account_id = p_account and a.pool_id = p_pool and a.user_id = next.user_id
    returning a.user_id)
  select array_agg(user_id) into v_users from promoted;
  update license_pools set waiting = waiting - cardinality(v_users), invited = invited + cardinality(v_users)
   where account_id = p_account and id = p_pool;
  insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, license)
  select p_account, uuid7(p_at), p_at, 'system', 'license.promoted', 'user', user_id, license_change(p_pool, 'waiting', 'invited')
    from unnest(v_users) user_id;
  if v_pool.exclusive_group is not null then
    -- few have a lower type, and a pool that grows promotes tens of thousands
    foreach v_user in array array(
      select distinct a.user_id from license_assignments a
        join license_pools p on p.account_id = p_account and p.id = a.pool_id
       where a.account_id = p_account and a.user_id = any(v_users) and a.state in ('waiting', 'invited', 'activated')
         and p.instance_id = v_pool.instance_id and p.exclusive_group = v_pool.exclusive_group and p.rank < v_pool.rank)
    loop
      perform license_cover(p_account, v_user, v_pool, p_at);
    end loop;
  end if;
  return cardinality(v_users);
end $$;

-- The same for several locked pools, the highest types first.
create or replace function license_promote_all(p_account uuid, p_pools uuid[], p_at timestamptz) returns void
language plpgsql as $$
declare
  v_pool uuid;
begin
  foreach v_pool in array array(
    select id from license_pools where account_id = p_account and id = any(p_pools) and waiting > 0 order by rank desc, id)
  loop
    perform license_promote(p_account, v_pool, p_at);
  end loop;
end $$;

-- Somebody now has a license of this pool: lower types of the instance that exclude it return (product.md, application instance).
create or replace function license_cover(p_account uuid, p_user uuid, p_pool license_pools, p_at timestamptz) returns void
language plpgsql as $$
declare
  v_lower record;
begin
  for v_lower in
    select a.pool_id, a.state from license_assignments a
      join license_pools p on p.account_id = p_account and p.id = a.pool_id
     where a.account_id = p_account and a.user_id = p_user and a.state in ('waiting', 'invited', 'activated')
       and p.instance_id = p_pool.instance_id and p.exclusive_group = p_pool.exclusive_group and p.rank < p_pool.rank
     order by p.id
  loop
    perform license_move(p_account, v_lower.pool_id, p_user, v_lower.state, 'dormant', p_at);
    insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, license)
    values (p_account, uuid7(p_at), p_at, 'system', 'license.covered', 'user', p_user,
      license_change(v_lower.pool_id, v_lower.state, 'dormant') || jsonb_build_object('coveredBy', p_pool.id));
    perform license_promote(p_account, v_lower.pool_id, p_at);
  end loop;
end $$;

-- The assignments of one person: what they are, and which of them the reasons ask for. An exclusion blocks automatic reasons
-- (rule 8); of types that exclude each other, only the first group rule counts.
create or replace function license_claims(p_account uuid, p_user uuid)
returns table (pool_id uuid, state text, held_state text, rank int, exclusive_key text, reasons int, in_mass_leave boolean, due boolean)
language sql stable as $$
  with claims as (
    select a.pool_id, a.state, a.held_state, p.rank,
           p.instance_id || ' ' || p.exclusive_group as exclusive_key,
           (select count(*)::int from assignment_reasons r
             where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = p_user) as reasons,
           exists (select from assignment_reasons r
             where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = p_user and r.kind = 'mass_leave') as in_mass_leave,
           exists (select from assignment_reasons r
             where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = p_user and r.kind in ('admin', 'csv')) as by_admin,
           exists (select from assignment_reasons r
             where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = p_user and r.kind = 'configuration') as by_configuration,
           (select min(g.position) from assignment_reasons r
              join group_rules g on g.account_id = p_account and g.id = r.source_id
             where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = p_user and r.kind = 'group_rule') as rule,
           exists (select from exclusions e
             where e.account_id = p_account and e.pool_id = a.pool_id and e.user_id = p_user) as excluded
      from license_assignments a
      join license_pools p on p.account_id = p_account and p.id = a.pool_id
     where a.account_id = p_account and a.user_id = p_user)
  select c.pool_id, c.state, c.held_state, c.rank, c.exclusive_key, c.reasons, c.in_mass_leave,
         c.by_admin or not c.excluded and (c.by_configuration or c.rule is not null and (
           c.exclusive_key is null or c.rule = min(c.rule) filter (where not c.excluded) over (partition by c.exclusive_key)))
    from claims c
$$;

-- Makes the licenses of one locked person what the reasons say: due ones are given, or wait; others return to their pool and
-- pass to who waits. Returns the changes, [{poolId, before, after, position}]. Who settles several people promotes once after
-- all of them (p_promote = false, then license_promote_all): otherwise what the first returns would go to the second, who is
-- about to lose it too, and would cost them a lower type on the way.
create or replace function license_settle(p_account uuid, p_user uuid, p_at timestamptz, p_promote boolean default true)
returns jsonb language plpgsql as $$
declare
  v_active boolean;
  v_claim record;
  v_pool license_pools;
  v_after text;
  v_covered text[] := '{}';
  v_returned uuid[] := '{}';
  v_changes jsonb := '[]';
begin
  perform license_lock_of(p_account, array[p_user]);
  select u.active and u.deleted_at is null into strict v_active from users u where u.account_id = p_account and u.id = p_user;
  for v_claim in select * from license_claims(p_account, p_user) c order by c.rank desc, c.pool_id loop
    select * into strict v_pool from license_pools p where p.account_id = p_account and p.id = v_claim.pool_id;
    v_after := case
      when v_claim.reasons = 0 then null
      when v_active and v_claim.due and v_claim.exclusive_key = any(v_covered) then 'dormant'
      when v_active and v_claim.due then case
        when v_claim.state = 'held' then v_claim.held_state
        when v_claim.state <> 'dormant' then v_claim.state
        when v_pool.waiting = 0 and license_available(v_pool) > 0 then 'invited'
        else 'waiting' end
      when v_claim.in_mass_leave and v_claim.state in ('invited', 'activated', 'held') then 'held'
      else 'dormant' end;
    if v_after in ('invited', 'activated') and v_claim.exclusive_key is not null then
      v_covered := v_covered || v_claim.exclusive_key;
    end if;
    continue when v_after is not distinct from v_claim.state;
    perform license_move(p_account, v_claim.pool_id, p_user, v_claim.state, v_after, p_at);
    if v_claim.state in ('invited', 'activated', 'held') then
      v_returned := v_returned || v_claim.pool_id;
    end if;
    continue when v_claim.state = 'dormant' and v_after is null;
    v_changes := v_changes || (license_change(v_claim.pool_id, nullif(v_claim.state, 'dormant'), v_after)
      || case when v_after = 'waiting' then jsonb_build_object('position', v_pool.waiting + 1) else '{}' end);
  end loop;
  if p_promote then
    perform license_promote_all(p_account, v_returned, p_at);
  end if;
  return v_changes;
end $$;

-- Licenses of a pool, or the next places in its line, for people who are active and have nothing to weigh; they are locked, or new.
-- In one statement, in the order given. Returns the changes of each, as license_request does.
create or replace function license_give(
  p_account uuid, p_pool uuid, p_users uuid[], p_reason text, p_source uuid, p_at timestamptz
) returns table (person uuid, license jsonb) language plpgsql as $$
declare
  v_pool license_pools;
  v_free int;
begin
  select * into strict v_pool from license_pools where account_id = p_account and id = p_pool for no key update;
  v_free := case when v_pool.waiting > 0 or license_available(v_pool) <= 0 then 0
    when v_pool.counts_invited then least(license_available(v_pool), cardinality(p_users)) else cardinality(p_users) end;
  return query
  with asked as (
    select id, place, case when place <= v_free then 'invited' else 'waiting' end as state
      from unnest(p_users) with ordinality asked(id, place)),
  given as (
    insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at, assigned_at, invitation_id, invited_at)
    select p_account, p_pool, id, state, v_pool.next_sequence + place - 1, p_at, case state when 'invited' then p_at end,
           case state when 'invited' then uuid7(p_at) end, case state when 'invited' then p_at end
      from asked),
  reasons as (
    insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
    select p_account, p_pool, id, p_reason, p_source, p_at from asked)
  select id, jsonb_build_array(license_change(p_pool, null, state)
           || case state when 'waiting' then jsonb_build_object('position', v_pool.waiting + place - v_free) else '{}' end)
    from asked;
  update license_pools
     set next_sequence = next_sequence + cardinality(p_users), invited = invited + v_free,
         waiting = waiting + cardinality(p_users) - v_free
   where account_id = p_account and id = p_pool;
end $$;

-- Adds a reason for a license of a pool; the person is locked, or new. The first reason takes a license, or the next place
-- in the line. Returns the changes, [{poolId, before, after, position}]; `excluded` when an admin's exclusion blocks it.
create or replace function license_request(
  p_account uuid, p_pool uuid, p_user uuid, p_reason text, p_source uuid, p_at timestamptz, p_promote boolean default true
) returns jsonb language plpgsql as $$
declare
  v_changes jsonb;
begin
  if exists (select from users where account_id = p_account and id = p_user and active and deleted_at is null)
     and not exists (select from license_assignments where account_id = p_account and user_id = p_user)
     and not exists (select from exclusions where account_id = p_account and pool_id = p_pool and user_id = p_user) then
    -- nothing to weigh: most people, and all new ones
    return (select license from license_give(p_account, p_pool, array[p_user], p_reason, p_source, p_at));
  end if;

  perform license_lock_of(p_account, array[p_user], array[p_pool]);
  insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at)
  values (p_account, p_pool, p_user, 'dormant', 0, p_at) on conflict do nothing;
  insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
  values (p_account, p_pool, p_user, p_reason, p_source, p_at) on conflict do nothing;
  v_changes := license_settle(p_account, p_user, p_at, p_promote);
  if p_reason not in ('admin', 'csv') and exists (
    select from exclusions where account_id = p_account and pool_id = p_pool and user_id = p_user) then
    v_changes := v_changes || jsonb_build_array(license_change(p_pool, null, null) || '{"excluded": true}');
  end if;
  return v_changes;
end $$;

-- The same for people who are active and have nothing to weigh, with one activity row each.
create or replace function license_request_simple(
  p_account uuid, p_pool uuid, p_users uuid[], p_reason text, p_source uuid, p_at timestamptz, p_actor text, p_actor_id uuid
) returns void language sql as $$
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  select p_account, uuid7(p_at), p_at, p_actor, p_actor_id, 'license.assigned', 'user', person, license
    from license_give(p_account, p_pool, p_users, p_reason, p_source, p_at)
$$;

-- How each of many people stands to a pool: 'has' a license or a place in its line, of which one more reason changes nothing;
-- 'new', without anything to weigh; or the license is to be 'weighed' against what else they have. In the order given.
create or replace function license_standing(p_account uuid, p_pool uuid, p_users uuid[])
returns table (id uuid, place bigint, standing text) language sql stable as $$
  with wanted as materialized (
    select given.id, min(given.place) as place from unnest(p_users) with ordinality given(id, place) group by given.id),
  rivals as materialized (
    -- people with another type of the instance that excludes this one
    select distinct o.user_id
      from license_pools p
      join license_pools s on s.account_id = p_account and s.instance_id = p.instance_id and s.exclusive_group = p.exclusive_group
      join license_assignments o on o.account_id = p_account and o.pool_id = s.id
     where p.account_id = p_account and p.id = p_pool and s.id <> p.id and o.user_id = any(p_users))
  select wanted.id, wanted.place,
         case when r.user_id is not null then 'weighed'
              when a.state in ('invited', 'activated', 'waiting') then 'has'
              when a.user_id is null and e.user_id is null and u.active and u.deleted_at is null then 'new'
              else 'weighed' end
    from wanted
    join users u on u.account_id = p_account and u.id = wanted.id
    left join license_assignments a on a.account_id = p_account and a.pool_id = p_pool and a.user_id = wanted.id
    left join exclusions e on e.account_id = p_account and e.pool_id = p_pool and e.user_id = wanted.id
    left join rivals r on r.user_id = wanted.id
$$;

-- The same for many people, all locked, in the order given: who stand together without anything to weigh in one statement,
-- the others one after the other. One activity row each.
create or replace function license_request_many(
  p_account uuid, p_pool uuid, p_users uuid[], p_reason text, p_source uuid, p_at timestamptz, p_actor text, p_actor_id uuid
) returns void language plpgsql as $$
declare
  v_pools uuid[] := license_lock_of(p_account, p_users, array[p_pool]);
  v_run record;
  v_user uuid;
  v_changes jsonb;
begin
  for v_run in
    select standing, array_agg(id order by place) as users
      from (select id, place, standing,
                   -- who has one already is not in the way of who stand together
                   case when standing <> 'has' then row_number() over (partition by standing = 'has' order by place)
                     - row_number() over (partition by standing order by place) end as run
              from license_standing(p_account, p_pool, p_users)) together
     group by standing, run order by min(place)
  loop
    if v_run.standing = 'has' then
      insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
      select p_account, p_pool, id, p_reason, p_source, p_at from unnest(v_run.users) id on conflict do nothing;
      continue;
    elsif v_run.standing = 'new' then
      perform license_request_simple(p_account, p_pool, v_run.users, p_reason, p_source, p_at, p_actor, p_actor_id);
      continue;
    end if;
    foreach v_user in array v_run.users loop
      v_changes := license_request(p_account, p_pool, v_user, p_reason, p_source, p_at, false);
      continue when v_changes = '[]';
      insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
      values (p_account, uuid7(p_at), p_at, p_actor, p_actor_id, 'license.assigned', 'user', v_user, v_changes);
    end loop;
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
end $$;

-- Takes back one source's reasons of one locked person, from every pool where it gave any (a configuration may have changed
-- its pool); without a reason, all reasons of all sources but a mass leave. Returns the changes.
create or replace function license_release(
  p_account uuid, p_user uuid, p_reason text, p_source uuid, p_at timestamptz, p_promote boolean default true
) returns jsonb language plpgsql as $$
begin
  perform license_lock_of(p_account, array[p_user]);
  delete from assignment_reasons
   where account_id = p_account and user_id = p_user
     and (p_reason is null and kind <> 'mass_leave' or kind = p_reason and source_id = p_source);
  return license_settle(p_account, p_user, p_at, p_promote);
end $$;

-- The same for many locked people and several sources: of whom nothing is to be weighed, what has no reason left returns in one
-- statement; the others one after the other. One activity row for each whose licenses changed.
create or replace function license_release_many(
  p_account uuid, p_users uuid[], p_reason text, p_sources uuid[], p_at timestamptz, p_actor text, p_actor_id uuid
) returns void language plpgsql as $$
declare
  v_pools uuid[] := license_lock_of(p_account, p_users);
  v_user uuid;
  v_users uuid[];
  v_weighed uuid[];
  v_changes jsonb;
begin
  with released as (
    delete from assignment_reasons
     where account_id = p_account and user_id = any(p_users) and kind = p_reason and source_id = any(p_sources) returning user_id)
  select array_agg(distinct user_id) into v_users from released;
  if v_users is null then
    return;
  end if;

  -- to be weighed: who keeps reasons for a license that is not simply theirs
  v_weighed := array(
    select distinct a.user_id
      from license_assignments a
      join license_pools p on p.account_id = p_account and p.id = a.pool_id
      join users u on u.account_id = p_account and u.id = a.user_id
      join assignment_reasons r on r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = a.user_id
     where a.account_id = p_account and a.user_id = any(v_users)
       and (not u.active or u.deleted_at is not null or a.state in ('held', 'dormant') or r.kind = 'mass_leave'
         or exists (select from exclusions e where e.account_id = p_account and e.user_id = a.user_id)
         or p.exclusive_group is not null and exists (
           select from license_assignments o
             join license_pools s on s.account_id = p_account and s.id = o.pool_id
            where o.account_id = p_account and o.user_id = a.user_id and o.pool_id <> a.pool_id
              and s.instance_id = p.instance_id and s.exclusive_group = p.exclusive_group)));
  with returned as (
    delete from license_assignments a
     where a.account_id = p_account and a.user_id in (select unnest(v_users) except select unnest(v_weighed)) and not exists (
       select from assignment_reasons r where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = a.user_id)
    returning a.pool_id, a.user_id, a.state),
  counted as (
    update license_pools p
       set invited = p.invited - c.invited, activated = p.activated - c.activated, held = p.held - c.held,
           waiting = p.waiting - c.waiting
      from (select pool_id, count(*) filter (where state = 'invited') as invited, count(*) filter (where state = 'activated') as activated,
                   count(*) filter (where state = 'held') as held, count(*) filter (where state = 'waiting') as waiting
              from returned group by pool_id) c
     where p.account_id = p_account and p.id = c.pool_id)
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  select p_account, uuid7(p_at), p_at, p_actor, p_actor_id, 'license.returned', 'user', user_id,
         jsonb_agg(license_change(pool_id, state, null))
    from returned where state <> 'dormant' group by user_id;

  foreach v_user in array v_weighed loop
    v_changes := license_settle(p_account, v_user, p_at, false);
    continue when v_changes = '[]';
    insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
    values (p_account, uuid7(p_at), p_at, p_actor, p_actor_id, 'license.returned', 'user', v_user, v_changes);
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
end $$;

-- Changes a pool's total. Refused (returns false) below what is in use; more licenses pass to who waits at once.
create or replace function license_resize(p_account uuid, p_pool uuid, p_total int, p_at timestamptz) returns boolean
language plpgsql as $$
declare
  v_pool license_pools;
begin
  perform license_lock(p_account, array[p_pool]);
  select * into strict v_pool from license_pools where account_id = p_account and id = p_pool;
  if license_available(v_pool) + p_total - v_pool.total < 0 then
    return false;
  end if;
  update license_pools set total = p_total where account_id = p_account and id = p_pool;
  perform license_promote(p_account, p_pool, p_at);
  return true;
end $$;

-- Whether invitations use licenses of this pool. Refused (returns false) where counting them would oversell.
create or replace function license_count_invited(p_account uuid, p_pool uuid, p_counts boolean, p_admin uuid, p_at timestamptz)
returns boolean
language plpgsql as $$
declare
  v_pool license_pools;
begin
  perform license_lock(p_account, array[p_pool]);
  select * into strict v_pool from license_pools where account_id = p_account and id = p_pool;
  if v_pool.counts_invited = p_counts then
    return true;
  end if;
  v_pool.counts_invited := p_counts;
  if license_available(v_pool) < 0 then
    return false;
  end if;
  update license_pools set counts_invited = p_counts where account_id = p_account and id = p_pool;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'pool.counting_changed', 'pool', p_pool,
    jsonb_build_object('countsInvited', jsonb_build_array(not p_counts, p_counts)));
  perform license_promote(p_account, p_pool, p_at);
  return true;
end $$;

-- The member opened the invitation. 'activated', or 'waiting' when the pool counts only activations and all are taken;
-- 'used' when it already was; 'replaced' when a newer invitation was sent; 'returned' when the license is not theirs any more.
create or replace function license_activate(p_account uuid, p_pool uuid, p_user uuid, p_invitation uuid, p_at timestamptz)
returns text language plpgsql as $$
declare
  v_pool license_pools;
  v_assignment license_assignments;
  v_after text;
  v_changes jsonb := '[]';
begin
  perform from users where account_id = p_account and id = p_user for no key update;
  perform license_lock_of(p_account, array[p_user], array[p_pool]);
  select * into v_pool from license_pools where account_id = p_account and id = p_pool;
  select * into v_assignment from license_assignments where account_id = p_account and pool_id = p_pool and user_id = p_user;
  if v_assignment.state = 'activated' then
    return 'used';
  elsif v_assignment.state is distinct from 'invited' then
    return 'returned';
  elsif v_assignment.invitation_id is distinct from p_invitation then
    return 'replaced';
  end if;
  v_after := case when v_pool.counts_invited or license_available(v_pool) > 0 then 'activated' else 'waiting' end;
  perform license_move(p_account, p_pool, p_user, 'invited', v_after, p_at);
  if v_after = 'waiting' then
    -- a lower type that this one excluded is theirs again, as long as they wait
    v_changes := license_settle(p_account, p_user, p_at);
  end if;
  insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, license)
  values (p_account, uuid7(p_at), p_at, 'system', 'license.' || case v_after when 'activated' then 'activated' else 'activation_waits' end,
    'user', p_user, jsonb_build_array(license_change(p_pool, 'invited', v_after)) || v_changes);
  return v_after;
end $$;
