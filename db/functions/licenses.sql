-- License allocation. Every function locks the pool in a statement of its own before it looks: a decision in the snapshot
-- of its own lock left waiters beside free licenses. Callers lock users first, pools last.

-- What a pool may still give. An invitation counts as used unless the pool counts only activations.
create or replace function license_available(p license_pools) returns int language sql immutable as $$
  select p.total - p.activated - p.held - case when p.counts_invited then p.invited else 0 end
$$;

-- Gives free licenses to who waits, in order of request; the pool is already locked. One activity row each.
create or replace function license_promote(p_account uuid, p_pool uuid, p_at timestamptz) returns int language plpgsql as $$
declare
  v_pool license_pools;
  v_user uuid;
  v_promoted int := 0;
begin
  loop
    select * into strict v_pool from license_pools where account_id = p_account and id = p_pool;
    exit when v_pool.waiting = 0 or license_available(v_pool) <= 0;
    update license_assignments set state = 'invited', assigned_at = p_at
     where account_id = p_account and pool_id = p_pool and user_id = (
       select user_id from license_assignments
        where account_id = p_account and pool_id = p_pool and state = 'waiting' order by sequence limit 1)
     returning user_id into strict v_user;
    update license_pools set waiting = waiting - 1, invited = invited + 1 where account_id = p_account and id = p_pool;
    insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, license)
    values (p_account, uuid7(p_at), p_at, 'system', 'license.promoted', 'user', v_user,
            jsonb_build_object('poolId', p_pool, 'before', 'waiting', 'after', 'invited'));
    v_promoted := v_promoted + 1;
  end loop;
  return v_promoted;
end $$;

-- Adds a reason for a license of a pool. The first reason takes a license, or the next place in the line; an exclusion
-- blocks automatic reasons. Returns {poolId, before, after, position}: states, `before` null for somebody new.
create or replace function license_request(
  p_account uuid, p_pool uuid, p_user uuid, p_reason text, p_source uuid, p_at timestamptz
) returns jsonb language plpgsql as $$
declare
  v_pool license_pools;
  v_before text;
  v_after text;
begin
  select * into strict v_pool from license_pools where account_id = p_account and id = p_pool for no key update;

  if p_reason <> 'admin' and exists (
    select from exclusions where account_id = p_account and pool_id = p_pool and user_id = p_user) then
    return jsonb_build_object('poolId', p_pool, 'before', null, 'after', null, 'excluded', true);
  end if;

  select state into v_before from license_assignments where account_id = p_account and pool_id = p_pool and user_id = p_user;
  v_after := v_before;
  if v_before is null then
    v_after := case when v_pool.waiting = 0 and license_available(v_pool) > 0 then 'invited' else 'waiting' end;
    insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at, assigned_at)
    values (p_account, p_pool, p_user, v_after, v_pool.next_sequence, p_at, case v_after when 'invited' then p_at end);
    update license_pools
       set next_sequence = next_sequence + 1,
           invited = invited + (v_after = 'invited')::int,
           waiting = waiting + (v_after = 'waiting')::int
     where account_id = p_account and id = p_pool;
  end if;
  insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
  values (p_account, p_pool, p_user, p_reason, p_source, p_at) on conflict do nothing;

  return jsonb_build_object('poolId', p_pool, 'before', v_before, 'after', v_after, 'position',
    case when v_before is null and v_after = 'waiting' then v_pool.waiting + 1 end);
end $$;

-- Takes back one source's reasons of one person, from every pool where it gave any (a configuration may have changed its
-- pool); without a reason, all reasons of all sources. A license without a reason returns to its pool and passes to who waits. Returns an array like license_request's.
create or replace function license_release(
  p_account uuid, p_user uuid, p_reason text, p_source uuid, p_at timestamptz
) returns jsonb language plpgsql as $$
declare
  v_pool uuid;
  v_before text;
  v_returned jsonb := '[]';
begin
  for v_pool in
    select distinct pool_id from assignment_reasons
     where account_id = p_account and user_id = p_user and (p_reason is null or kind = p_reason and source_id = p_source)
     order by pool_id
  loop
    perform from license_pools where account_id = p_account and id = v_pool for no key update;
    delete from assignment_reasons
     where account_id = p_account and pool_id = v_pool and user_id = p_user
       and (p_reason is null or kind = p_reason and source_id = p_source);
    continue when exists (
      select from assignment_reasons where account_id = p_account and pool_id = v_pool and user_id = p_user);
    delete from license_assignments where account_id = p_account and pool_id = v_pool and user_id = p_user
      returning state into v_before;
    continue when v_before is null;
    update license_pools
       set invited = invited - (v_before = 'invited')::int,
           activated = activated - (v_before = 'activated')::int,
           held = held - (v_before = 'held')::int,
           waiting = waiting - (v_before = 'waiting')::int
     where account_id = p_account and id = v_pool;
    perform license_promote(p_account, v_pool, p_at);
    v_returned := v_returned || jsonb_build_object('poolId', v_pool, 'before', v_before, 'after', null);
  end loop;
  return v_returned;
end $$;

-- Changes a pool's total. Refused (returns false) below what is in use; more licenses pass to who waits at once.
create or replace function license_resize(p_account uuid, p_pool uuid, p_total int, p_at timestamptz) returns boolean
language plpgsql as $$
declare
  v_pool license_pools;
begin
  select * into strict v_pool from license_pools where account_id = p_account and id = p_pool for no key update;
  if license_available(v_pool) + p_total - v_pool.total < 0 then
    return false;
  end if;
  update license_pools set total = p_total where account_id = p_account and id = p_pool;
  perform license_promote(p_account, p_pool, p_at);
  return true;
end $$;
