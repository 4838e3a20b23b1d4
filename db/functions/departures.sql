-- People whom an IdP makes inactive, and the mass leave (rule 9): when more than the account's share leave within an hour,
-- the seats they had are held back until an admin restores or releases them all. Locks: users, the account's row, pools.

-- What a person has: links, groups, licenses with their reasons.
create or replace function person_snapshot(p_account uuid, p_user uuid) returns jsonb language sql stable as $$
  select jsonb_build_object(
    'links', coalesce((
      select jsonb_agg(jsonb_build_object('configurationId', configuration_id, 'active', active))
        from provisioning_links where account_id = p_account and user_id = p_user and deleted_at is null), '[]'),
    'groups', coalesce((
      select jsonb_agg(jsonb_build_object('id', group_id, 'addedHere', added_here))
        from group_members where account_id = p_account and member_id = p_user), '[]'),
    'licenses', coalesce((
      select jsonb_agg(jsonb_build_object('poolId', a.pool_id, 'state', a.state, 'sequence', a.sequence,
               'requestedAt', a.requested_at, 'assignedAt', a.assigned_at, 'activatedAt', a.activated_at,
               'invitationId', a.invitation_id, 'invitedAt', a.invited_at, 'invitationSentAt', a.invitation_sent_at, 'reasons', (
                 select jsonb_agg(jsonb_build_object('kind', r.kind, 'sourceId', r.source_id)) from assignment_reasons r
                  where r.account_id = p_account and r.pool_id = a.pool_id and r.user_id = p_user)))
        from license_assignments a where a.account_id = p_account and a.user_id = p_user), '[]'))
$$;

-- Does a license in this state use one of the pool? An invitation does not where only activations count: nothing to hold then.
create or replace function license_is_used(p_counts_invited boolean, p_state text) returns boolean language sql immutable as $$
  select p_state = 'activated' or p_state = 'invited' and p_counts_invited
$$;

-- Keeps the seats of a locked person for a mass leave; the next settling holds them.
create or replace function mass_leave_hold(p_account uuid, p_leave uuid, p_user uuid, p_at timestamptz) returns void language plpgsql as $$
begin
  perform license_lock_of(p_account, array[p_user]);
  insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
  select p_account, a.pool_id, p_user, 'mass_leave', p_leave, p_at from license_assignments a
    join license_pools p on p.account_id = p_account and p.id = a.pool_id
   where a.account_id = p_account and a.user_id = p_user and license_is_used(p.counts_invited, a.state)
  on conflict do nothing;
end $$;

-- Holds what earlier leavers had, as far as nobody has it yet, in the order in which they left: their seats returned before anybody
-- knew that they were many. In one statement: one after the other, of thousands, no IdP would wait for.
create or replace function mass_leave_hold_earlier(p_account uuid, p_leave uuid, p_at timestamptz) returns void language plpgsql as $$
begin
  perform license_lock(p_account, array(
    select distinct (license->>'poolId')::uuid
      from departures d cross join jsonb_array_elements(d.snapshot->'licenses') license
     where d.account_id = p_account and d.mass_leave_id = p_leave));
  with seats as (
    select p.id as pool_id, d.user_id, license, license_available(p) as free,
           row_number() over (partition by p.id order by d.at, d.user_id) as place
      from departures d
     cross join jsonb_array_elements(d.snapshot->'licenses') license
      join license_pools p on p.account_id = p_account and p.id = (license->>'poolId')::uuid
     where d.account_id = p_account and d.mass_leave_id = p_leave and license_is_used(p.counts_invited, license->>'state')
       and not exists (
         select from license_assignments a
          where a.account_id = p_account and a.user_id = d.user_id and a.pool_id = p.id and a.state <> 'dormant')),
  kept as (
    insert into license_assignments (account_id, pool_id, user_id, state, held_state, sequence, requested_at, assigned_at,
      activated_at, invitation_id, invited_at, invitation_sent_at)
    select p_account, pool_id, user_id, 'held', license->>'state', (license->>'sequence')::bigint,
           (license->>'requestedAt')::timestamptz, (license->>'assignedAt')::timestamptz, (license->>'activatedAt')::timestamptz,
           (license->>'invitationId')::uuid, (license->>'invitedAt')::timestamptz, (license->>'invitationSentAt')::timestamptz
      from seats where place <= free
    -- another reason is left, which asks for nothing while they are gone
    on conflict (account_id, pool_id, user_id) do update
       set state = 'held', held_state = excluded.held_state, sequence = excluded.sequence, requested_at = excluded.requested_at,
           assigned_at = excluded.assigned_at, activated_at = excluded.activated_at, invitation_id = excluded.invitation_id,
           invited_at = excluded.invited_at, invitation_sent_at = excluded.invitation_sent_at
    returning pool_id, user_id),
  reasons as (
    insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
    select p_account, pool_id, user_id, 'mass_leave', p_leave, p_at from kept),
  told as (
    insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, license)
    select p_account, uuid7(p_at), p_at, 'system', 'license.held_back', 'user', user_id,
           jsonb_agg(license_change(pool_id, null, 'held'))
      from kept group by user_id)
  update license_pools p set held = p.held + counted.seats
    from (select pool_id, count(*) as seats from kept group by pool_id) counted
   where p.account_id = p_account and p.id = counted.pool_id;
end $$;

-- An IdP made a locked person inactive. Counts those of the last hour; beyond max(20, the account's share of its active
-- people) a mass leave opens, and everybody of that hour, and everybody who follows, belongs to it.
create or replace function departure_record(p_account uuid, p_user uuid, p_configuration uuid, p_snapshot jsonb, p_at timestamptz)
returns void language plpgsql as $$
declare
  v_account accounts;
  v_leave uuid;
  v_count int;
begin
  select * into strict v_account from accounts where id = p_account for no key update;
  if exists (select from departures where account_id = p_account and user_id = p_user) then
    -- together with those that a mass leave may need below, in one order
    perform license_lock(p_account, array(select id from license_pools where account_id = p_account));
    perform departure_forget(p_account, p_user);
  end if;
  insert into departures (account_id, user_id, at, configuration_id, snapshot)
  values (p_account, p_user, p_at, p_configuration, p_snapshot);

  select id into v_leave from mass_leaves where account_id = p_account and resolved_at is null;
  if v_leave is null and v_account.mass_leave_percent > 0 then
    v_count := (select count(*) from departures
                 where account_id = p_account and at > p_at - interval '1 hour' and mass_leave_id is null);
    if v_count <= 20 then
      return;
    end if;
    if v_account.active_baseline_at is null or v_account.active_baseline_at < p_at - interval '1 hour' then
      v_account.active_baseline := v_count + (
        select active from people_count(p_account));
      update accounts set active_baseline = v_account.active_baseline, active_baseline_at = p_at where id = p_account;
    end if;
    if v_count * 100 <= v_account.active_baseline * v_account.mass_leave_percent then
      return;
    end if;
    v_leave := uuid7(p_at);
    insert into mass_leaves (account_id, id, tripped_at) values (p_account, v_leave, p_at);
    update departures set mass_leave_id = v_leave
     where account_id = p_account and at > p_at - interval '1 hour' and mass_leave_id is null;
    insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, configuration_id, changes)
    values (p_account, uuid7(p_at), p_at, 'system', 'mass_leave.tripped', 'mass_leave', v_leave, p_configuration,
      jsonb_build_object('people', jsonb_build_array(null, v_count)));
    -- together with those of this person, in one order
    perform license_lock(p_account, array(select id from license_pools where account_id = p_account));
    perform mass_leave_hold_earlier(p_account, v_leave, p_at);
  end if;
  if v_leave is not null then
    update departures set mass_leave_id = v_leave where account_id = p_account and user_id = p_user;
    perform mass_leave_hold(p_account, v_leave, p_user, p_at);
  end if;
end $$;

-- A locked person is active again by the word of an IdP: their departure counts no longer, and what was held for them is
-- theirs again. The caller asks for p_pools next: locked together with what they have, in one order.
create or replace function departure_forget(p_account uuid, p_user uuid, p_pools uuid[] default '{}') returns void
language plpgsql as $$
begin
  if not exists (select from departures where account_id = p_account and user_id = p_user) then
    return;
  end if;
  perform from accounts where id = p_account for no key update;
  delete from departures where account_id = p_account and user_id = p_user;
  perform license_lock_of(p_account, array[p_user], p_pools);
  delete from assignment_reasons where account_id = p_account and user_id = p_user and kind = 'mass_leave';
end $$;

-- Closes the open mass leave, so that later departures do not join it; its people are then restored or released in batches.
-- Returns how many they are; null when it was closed before.
create or replace function mass_leave_close(p_account uuid, p_leave uuid, p_resolution text, p_admin uuid, p_at timestamptz)
returns int language plpgsql as $$
declare
  v_people int;
begin
  perform from accounts where id = p_account for no key update;
  update mass_leaves set resolved_at = p_at, resolution = p_resolution, resolved_by = p_admin
   where account_id = p_account and id = p_leave and resolved_at is null;
  if not found then
    return null;
  end if;
  v_people := (select count(*) from departures where account_id = p_account and mass_leave_id = p_leave);
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'mass_leave.' || p_resolution, 'mass_leave', p_leave,
    jsonb_build_object('people', jsonb_build_array(v_people, null)));
  return v_people;
end $$;

-- Restores or releases these people of a closed mass leave, in the order in which they left. All locks are taken first, each
-- kind by id. Returns who of them was still away, and whether it was done: not for who was to be restored and stays gone.
create or replace function mass_leave_resolve(p_account uuid, p_leave uuid, p_at timestamptz, p_users uuid[])
returns table (person uuid, done boolean) language plpgsql as $$
declare
  v_leave mass_leaves;
  v_user uuid;
  v_pools uuid[];
  v_back uuid[] := '{}';
  v_changes jsonb;
  v_users uuid[];
begin
  select * into strict v_leave from mass_leaves where account_id = p_account and id = p_leave;
  -- no configuration is deleted while its links come back
  perform from scim_configurations where account_id = p_account order by id for key share;
  perform from groups g
   where g.account_id = p_account and g.id in (
     select (entry->>'id')::uuid from departures d cross join jsonb_array_elements(d.snapshot->'groups') entry
      where d.account_id = p_account and d.user_id = any(p_users))
   order by g.id for no key update;
  perform from users where account_id = p_account and id = any(p_users) order by id for no key update;
  -- who came back meanwhile is no longer among them
  v_users := array(
    select user_id from departures where account_id = p_account and mass_leave_id = p_leave and user_id = any(p_users) order by at, user_id);
  if v_leave.resolution = 'restored' then
    -- before the pools are locked: a userName may be waited for, whose taker waits for a pool. In the order in which all take userNames
    for v_user in select id from users where account_id = p_account and id = any(v_users) order by user_name_canon loop
      if departure_undelete(p_account, v_user, v_leave.resolved_at, p_at) then
        v_back := v_back || v_user;
      end if;
    end loop;
  end if;
  perform from accounts where id = p_account for no key update;
  v_pools := license_lock(p_account, array(select id from license_pools where account_id = p_account));
  foreach v_user in array v_users loop
    if v_user = any(v_back) then
      perform departure_restore(p_account, v_leave, v_user, p_at);
    else
      v_changes := license_release(p_account, v_user, 'mass_leave', p_leave, p_at, false);
      if v_leave.resolution = 'restored' or v_changes <> '[]' then
        insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
        values (p_account, uuid7(p_at), p_at, actor_kind(v_leave.resolved_by), v_leave.resolved_by,
          case v_leave.resolution when 'restored' then 'user.restore_refused' else 'license.returned' end, 'user', v_user,
          nullif(v_changes, '[]'));
      end if;
    end if;
    delete from departures where account_id = p_account and user_id = v_user;
  end loop;
  perform license_promote_all(p_account, v_pools, p_at);
  return query select v, v_leave.resolution = 'released' or v = any(v_back) from unnest(v_users) v;
end $$;

-- Undeletes a locked person whom a mass leave took away. Returns false when they stay gone: the configurations that held them
-- were deleted, or deleted them after it was decided, or the userName was taken meanwhile.
create or replace function departure_undelete(p_account uuid, p_user uuid, p_decided timestamptz, p_at timestamptz)
returns boolean language plpgsql as $$
declare
  v_linked boolean;
begin
  with had as (
    select (link->>'configurationId')::uuid as configuration_id, (link->>'active')::boolean as active
      from departures d cross join jsonb_array_elements(d.snapshot->'links') link
     where d.account_id = p_account and d.user_id = p_user),
  back as (
    update provisioning_links l set active = had.active, deleted_at = null
      from had join scim_configurations c on c.account_id = p_account and c.id = had.configuration_id and c.deleted_at is null
     where l.account_id = p_account and l.user_id = p_user and l.configuration_id = c.id
       and (l.deleted_at is null or l.deleted_at <= p_decided)
    returning 1)
  select exists (select from back) into v_linked;
  if not v_linked and exists (select from users where account_id = p_account and id = p_user and deleted_at is not null) then
    return false;
  end if;
  update users u
     set deleted_at = null, active = user_is_active(p_account, p_user, u.hand_made_active, u.suspended_at),
         version = u.version + 1, last_modified = p_at
   where u.account_id = p_account and u.id = p_user;
  return true;
exception when unique_violation then
  return false; -- the links are as they were
end $$;

-- Gives an undeleted person back what the snapshot of the departure says: groups, licenses. What the person had waited for, they
-- wait for at their old place. The caller promotes.
create or replace function departure_restore(p_account uuid, p_leave mass_leaves, p_user uuid, p_at timestamptz) returns void
language plpgsql as $$
declare
  v_departure departures;
  v_groups uuid[];
  v_changes jsonb;
begin
  select * into strict v_departure from departures where account_id = p_account and user_id = p_user;

  with rejoined as (
    insert into group_members (account_id, group_id, member_id, kind, added_here, created_at)
    select p_account, g.id, p_user, 'user', (entry->>'addedHere')::boolean, p_at
      from jsonb_array_elements(v_departure.snapshot->'groups') entry
      join groups g on g.account_id = p_account and g.id = (entry->>'id')::uuid
    on conflict do nothing returning group_id)
  select array_agg(group_id) into v_groups from rejoined;
  update groups set version = version + 1, last_modified = p_at where account_id = p_account and id = any(v_groups);

  -- rules may have come and gone meanwhile
  insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at)
  select p_account, (license->>'poolId')::uuid, p_user, 'dormant', 0, p_at
    from jsonb_array_elements(v_departure.snapshot->'licenses') license
  union
  select p_account, r.pool_id, p_user, 'dormant', 0, p_at from group_rules r
    join group_members m on m.account_id = p_account and m.group_id = r.group_id and m.member_id = p_user
   where r.account_id = p_account
  on conflict do nothing;
  insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
  select p_account, (license->>'poolId')::uuid, p_user, reason->>'kind', (reason->>'sourceId')::uuid, p_at
    from jsonb_array_elements(v_departure.snapshot->'licenses') license
   cross join jsonb_array_elements(license->'reasons') reason
   where reason->>'kind' in ('admin', 'csv')
      or reason->>'kind' = 'configuration' and exists (
        select from provisioning_links l
          join scim_configurations c on c.account_id = p_account and c.id = l.configuration_id and c.deleted_at is null
         where l.account_id = p_account and l.user_id = p_user and l.configuration_id = (reason->>'sourceId')::uuid
           and l.deleted_at is null)
  union
  select p_account, r.pool_id, p_user, 'group_rule', r.id, p_at from group_rules r
    join group_members m on m.account_id = p_account and m.group_id = r.group_id and m.member_id = p_user
   where r.account_id = p_account
  on conflict do nothing;
  delete from assignment_reasons where account_id = p_account and user_id = p_user and kind = 'mass_leave';
  v_changes := license_settle(p_account, p_user, p_at, false);
  update license_assignments a set sequence = (license->>'sequence')::bigint
    from jsonb_array_elements(v_departure.snapshot->'licenses') license
   where a.account_id = p_account and a.user_id = p_user and a.pool_id = (license->>'poolId')::uuid and a.state = 'waiting'
     and license->>'state' <> 'dormant';
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, license)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_leave.resolved_by), p_leave.resolved_by, 'user.restored', 'user', p_user, nullif(v_changes, '[]'));
end $$;

-- Sets from which share of the active people on leaving is a mass leave; 0 turns the breaker off.
create or replace function mass_leave_set_percent(p_account uuid, p_percent int, p_admin uuid, p_at timestamptz) returns void
language plpgsql as $$
declare
  v_before int;
begin
  select mass_leave_percent into strict v_before from accounts where id = p_account for no key update;
  if v_before = p_percent then
    return;
  end if;
  update accounts set mass_leave_percent = p_percent where id = p_account;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, uuid7(p_at), p_at, actor_kind(p_admin), p_admin, 'account.mass_leave_percent_changed', 'account', p_account,
    jsonb_build_object('massLeavePercent', jsonb_build_array(v_before, p_percent)));
end $$;
