-- Every invariant of licenses and lives, checked in a running system: one statement sees one moment.

-- What does not hold in an account: which rule, and of whom. A person's finding names the pool where it is one of a license.
create or replace function doctor_findings(p_account uuid)
returns table (finding text, user_id uuid, pool_id uuid, group_id uuid, detail text) language sql stable as $$
  with counted as (
    select p.id, p as pool,
           count(*) filter (where a.state = 'invited') as invited, count(*) filter (where a.state = 'activated') as activated,
           count(*) filter (where a.state = 'held') as held, count(*) filter (where a.state = 'waiting') as waiting
      from license_pools p left join license_assignments a on a.account_id = p_account and a.pool_id = p.id
     where p.account_id = p_account group by p.account_id, p.id),
  claims as (
    select u.id as user_id, u.active and u.deleted_at is null as active, c.*,
           exists (
             select from license_assignments h
               join license_pools hp on hp.account_id = p_account and hp.id = h.pool_id
              where h.account_id = p_account and h.user_id = u.id and h.state in ('invited', 'activated')
                and hp.instance_id || ' ' || hp.exclusive_group = c.exclusive_key and hp.rank > c.rank) as covered
      from users u cross join lateral license_claims(p_account, u.id) c
     where u.account_id = p_account)
  select 'counters differ from rows', null::uuid, id, null::uuid,
         format('invited %s, activated %s, held %s, waiting %s counted', invited, activated, held, waiting)
    from counted
   where (invited, activated, held, waiting)
      is distinct from ((pool).invited::bigint, (pool).activated::bigint, (pool).held::bigint, (pool).waiting::bigint)
  union all
  select 'somebody waits beside a free license', null, id, null, format('%s free', license_available(pool))
    from counted where (pool).waiting > 0 and license_available(pool) > 0
  union all
  select 'a license without a reason', user_id, pool_id, null, state from claims where reasons = 0
  union all
  select 'a license that no reason asks for', c.user_id, c.pool_id, null, c.state from claims c
   where c.reasons > 0 and c.state in ('waiting', 'invited', 'activated') and not (c.active and c.due) and not exists (
     -- a rule of a large group takes it back in its turn
     select from assignment_reasons r
       join group_rule_backlog b on b.account_id = p_account and b.rule_id = r.source_id
      where r.account_id = p_account and r.pool_id = c.pool_id and r.user_id = c.user_id)
  union all
  select 'a license that is due and not given', user_id, pool_id, null, state from claims
   where active and due and state in ('dormant', 'held') and not covered
  union all
  select 'a license beside a higher one that excludes it', user_id, pool_id, null, state from claims
   where state in ('waiting', 'invited', 'activated') and covered
  union all
  select 'a license held back without a mass leave', user_id, pool_id, null, state from claims
   where state = 'held' and not in_mass_leave
  union all
  select 'an invitation that no link opens', a.user_id, a.pool_id, null, a.state from license_assignments a
   where a.account_id = p_account and a.state = 'invited' and a.invitation_id is null
  union all
  select 'a reason of somebody who is deleted', r.user_id, r.pool_id, null, r.source_id::text
    from assignment_reasons r
    join users u on u.account_id = p_account and u.id = r.user_id and u.deleted_at is not null
   where r.account_id = p_account and r.kind in ('admin', 'csv')
  union all
  select 'a mass leave holds what nobody decides about', r.user_id, r.pool_id, null, r.source_id::text
    from assignment_reasons r
   where r.account_id = p_account and r.kind = 'mass_leave' and not exists (
     select from departures d where d.account_id = p_account and d.user_id = r.user_id and d.mass_leave_id = r.source_id)
  union all
  select 'a reason of a configuration that does not link the person as active', r.user_id, r.pool_id, null, r.source_id::text
    from assignment_reasons r
   where r.account_id = p_account and r.kind = 'configuration' and not exists (
     select from provisioning_links l
      where l.account_id = p_account and l.configuration_id = r.source_id and l.user_id = r.user_id
        and l.active and l.deleted_at is null)
  union all
  select 'a reason of a group rule without membership', r.user_id, r.pool_id, null, r.source_id::text
    from assignment_reasons r
   where r.account_id = p_account and r.kind = 'group_rule' and not exists (
     select from group_rules g
       join group_members m on m.account_id = p_account and m.group_id = g.group_id and m.member_id = r.user_id
      where g.account_id = p_account and g.id = r.source_id and g.pool_id = r.pool_id)
     and not exists (select from group_rule_backlog b where b.account_id = p_account and b.rule_id = r.source_id)
  union all
  select 'a member whom the group rule gave nothing', m.member_id, g.pool_id, g.group_id, g.id::text
    from group_rules g
    join group_members m on m.account_id = p_account and m.group_id = g.group_id and m.kind = 'user'
   where g.account_id = p_account and not exists (
     select from assignment_reasons r
      where r.account_id = p_account and r.pool_id = g.pool_id and r.user_id = m.member_id
        and r.kind = 'group_rule' and r.source_id = g.id)
     and not exists (select from group_rule_backlog b where b.account_id = p_account and b.rule_id = g.id)
  union all
  select 'active differs from what links and admins say', u.id, null, null, u.active::text from users u
   where u.account_id = p_account and u.deleted_at is null
     and u.active <> user_is_active(p_account, u.id, u.hand_made_active, u.suspended_at)
  union all
  select 'the number of people differs from their rows', null, null, null,
         format('%s people, %s active counted', counted.people, counted.active)
    from people_count_anew(p_account) counted cross join people_count(p_account) kept
   where (counted.people, counted.active) is distinct from (kept.people, kept.active)
  union all
  select 'a person whom nothing holds', u.id, null, null, null from users u
   where u.account_id = p_account and u.deleted_at is null and u.hand_made_active is null and not exists (
     select from provisioning_links l where l.account_id = p_account and l.user_id = u.id and l.deleted_at is null)
  union all
  select 'a membership that points nowhere', case m.kind when 'user' then m.member_id end, null, m.group_id, m.member_id::text
    from group_members m
   where m.account_id = p_account and not (
     exists (select from groups g where g.account_id = p_account and g.id = m.group_id)
     and case m.kind
       when 'user' then exists (select from users u where u.account_id = p_account and u.id = m.member_id and u.deleted_at is null)
       else exists (select from groups g where g.account_id = p_account and g.id = m.member_id) end)
$$;

-- Makes the findings about one person right again: active, reasons, memberships, then licenses.
create or replace function doctor_repair_person(p_account uuid, p_user uuid, p_at timestamptz) returns void language plpgsql as $$
begin
  perform member_lock_groups(p_account, p_user);
  perform from users where account_id = p_account and id = p_user for no key update;
  delete from group_members m
   where m.account_id = p_account and m.member_id = p_user and not exists (
     select from users u where u.account_id = p_account and u.id = p_user and u.deleted_at is null);
  if not exists (select from users where account_id = p_account and id = p_user) then
    return;
  end if;
  update users u
     set deleted_at = case when u.hand_made_active is null and not exists (
           select from provisioning_links l where l.account_id = p_account and l.user_id = p_user and l.deleted_at is null)
           then coalesce(u.deleted_at, p_at) else u.deleted_at end,
         active = user_is_active(p_account, p_user, u.hand_made_active, u.suspended_at), version = u.version + 1, last_modified = p_at
   where u.account_id = p_account and u.id = p_user;
  perform license_lock_of(p_account, array[p_user], array(
    select g.pool_id from group_rules g
      join group_members m on m.account_id = p_account and m.group_id = g.group_id and m.member_id = p_user
     where g.account_id = p_account));
  delete from assignment_reasons r using doctor_findings(p_account) f
   where r.account_id = p_account and r.user_id = p_user and f.user_id = p_user and f.pool_id = r.pool_id
     and r.source_id::text = f.detail
     and f.finding in ('a mass leave holds what nobody decides about', 'a reason of a group rule without membership',
       'a reason of a configuration that does not link the person as active', 'a reason of somebody who is deleted');
  update license_assignments set invitation_id = uuid7(p_at), invited_at = p_at, invitation_sent_at = null
   where account_id = p_account and user_id = p_user and state = 'invited' and invitation_id is null;
  insert into license_assignments (account_id, pool_id, user_id, state, sequence, requested_at)
  select p_account, f.pool_id, p_user, 'dormant', 0, p_at from doctor_findings(p_account) f
   where f.user_id = p_user and f.finding = 'a member whom the group rule gave nothing'
  on conflict do nothing;
  insert into assignment_reasons (account_id, pool_id, user_id, kind, source_id, created_at)
  select p_account, f.pool_id, p_user, 'group_rule', f.detail::uuid, p_at from doctor_findings(p_account) f
   where f.user_id = p_user and f.finding = 'a member whom the group rule gave nothing'
  on conflict do nothing;
  insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id, license)
  values (p_account, uuid7(p_at), p_at, 'system', 'user.repaired', 'user', p_user, nullif(license_settle(p_account, p_user, p_at), '[]'));
end $$;

-- Makes the counters of a pool what its rows say, and gives what is free to who waits.
create or replace function doctor_repair_pool(p_account uuid, p_pool uuid, p_at timestamptz) returns void language plpgsql as $$
begin
  perform license_lock(p_account, array[p_pool]);
  update license_pools p
     set invited = c.invited, activated = c.activated, held = c.held, waiting = c.waiting
    from (select count(*) filter (where state = 'invited') as invited, count(*) filter (where state = 'activated') as activated,
                 count(*) filter (where state = 'held') as held, count(*) filter (where state = 'waiting') as waiting
            from license_assignments where account_id = p_account and pool_id = p_pool) c
   where p.account_id = p_account and p.id = p_pool;
  perform license_promote(p_account, p_pool, p_at);
  insert into activity (account_id, id, at, actor_kind, action, subject_kind, subject_id)
  values (p_account, uuid7(p_at), p_at, 'system', 'pool.repaired', 'pool', p_pool);
end $$;
