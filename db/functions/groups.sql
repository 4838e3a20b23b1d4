-- Groups and their members. A membership is a set and its changes are set deltas, so adding one member to a group of 100,000
-- costs what it costs in a group of ten. Lock order: groups by id, then users by id (for share: they are only read).

-- What makes two groups of one configuration the same: displayName and externalId, both absent counts as equal
-- (decision 11). 32 bytes, however long the two are.
create or replace function group_naming_key(p_display_name_canon text, p_external_id text) returns bytea language sql stable as $$
  select sha256(convert_to(jsonb_build_array(p_display_name_canon, p_external_id)::text, 'UTF8'))
$$;

-- Locks a group that is about to change, and in one order with it the groups that shall become its members. Nesting takes
-- one lock per account before any other, so that two requests cannot close a circle (decision 13). Returns those of
-- p_add that are groups and no members yet.
create or replace function group_lock(p_account uuid, p_group uuid, p_add uuid[]) returns uuid[] language plpgsql as $$
declare
  v_nested uuid[] := array(
    select g.id from groups g
     where g.account_id = p_account and g.id = any(p_add) and not exists (
       select from group_members m where m.account_id = p_account and m.group_id = p_group and m.member_id = g.id));
begin
  if cardinality(v_nested) > 0 then
    perform pg_advisory_xact_lock(hashtext('nested groups'), hashtext(p_account::text));
  end if;
  perform from groups where account_id = p_account and id = any(v_nested || p_group) order by id for no key update;
  return v_nested;
end $$;

-- Would the group contain itself, directly or through others, with these groups as members?
create or replace function group_closes_circle(p_account uuid, p_group uuid, p_nested uuid[]) returns boolean
language sql stable as $$
  with recursive above as (
    select p_group as id
    union
    select m.group_id from above join group_members m on m.account_id = p_account and m.member_id = above.id)
  select exists (select from above where id = any(p_nested))
$$;

-- May this configuration see the group: its own, and hand-made ones (rule 8). Null is an admin, who sees all.
create or replace function group_is_visible(p_group groups, p_configuration uuid) returns boolean language sql immutable as $$
  select p_configuration is null or coalesce(p_group.configuration_id = p_configuration, true)
$$;

-- Changes the members of a locked group: adds p_add, and takes away p_remove or, when p_full, everybody who is not in p_add.
-- Who is added must be a user or a group (p_nested) that the configuration sees; others are returned as unknown, at most
-- a hundred of them. Without a configuration an admin does it, and who is added is marked as added here. Plans are kept,
-- also those made while the tables were small: no sequential scans therefore, and deleted_at is tested so that only the key
-- finds a person (in a first sync, 0.02 s instead of 4 s for 100 members).
create or replace function group_change_members(
  p_account uuid, p_configuration uuid, p_group uuid, p_nested uuid[], p_add uuid[], p_remove uuid[], p_full boolean,
  p_at timestamptz, out added uuid[], out removed uuid[], out unknown uuid[]
) language plpgsql set enable_seqscan = off as $$
declare
  v_new uuid[];
  v_rules boolean := exists (select from group_rules where account_id = p_account and group_id = p_group);
begin
  if p_full then
    -- except: one pass over both sides, whatever the planner believes about their sizes
    v_new := array(
      select unnest(p_add) except select member_id from group_members where account_id = p_account and group_id = p_group);
    p_remove := array(
      select member_id from group_members where account_id = p_account and group_id = p_group except select unnest(p_add));
  else
    -- a scalar subquery: one probe of the key for each id, never a scan of the membership
    v_new := array(
      select distinct wanted.id from unnest(p_add) wanted(id) where (
        select m.kind from group_members m
         where m.account_id = p_account and m.group_id = p_group and m.member_id = wanted.id) is null);
  end if;

  -- in a statement of its own: whether they may be added is decided after the lock, never in its snapshot
  if v_rules then
    perform from users where account_id = p_account and id = any(v_new || p_remove) order by id for no key update;
  else
    perform from users where account_id = p_account and id = any(v_new) order by id for share;
  end if;
  with inserted as (
    insert into group_members (account_id, group_id, member_id, kind, added_here, created_at)
    select p_account, p_group, u.id, 'user', p_configuration is null, p_at from users u
     where u.account_id = p_account and u.id = any(v_new) and coalesce(u.deleted_at, 'infinity') = 'infinity' and (
       select l.deleted_at from provisioning_links l
        where l.account_id = p_account and l.configuration_id = p_configuration and l.user_id = u.id) is null
    union all
    select p_account, p_group, g.id, 'group', p_configuration is null, p_at from groups g
     where g.account_id = p_account and g.id = any(p_nested) and g.id = any(v_new)
       and group_is_visible(g, p_configuration)
    returning member_id)
  select coalesce(array_agg(member_id), '{}') into added from inserted;
  unknown := array(select unnest(v_new) except select unnest(added) limit 100);

  with deleted as (
    delete from group_members
     where account_id = p_account and group_id = p_group and member_id = any(p_remove) returning member_id)
  select coalesce(array_agg(member_id), '{}') into removed from deleted;

  if v_rules then
    perform group_rules_apply(p_account, p_group, added, removed, p_at);
  end if;
  -- whom the IdP names is its member from then on. Last: somebody who deletes one of them holds pools and waits for the row, so
  -- nothing may be waited for after this
  if p_configuration is not null and cardinality(p_add) > cardinality(added) then
    update group_members set added_here = false
     where account_id = p_account and group_id = p_group and member_id = any(p_add) and added_here;
  end if;
end $$;

-- One side of a membership change in the activity row: how many, and the first thousand, whose own Activity tells of it.
create or replace function group_members_side(p_members uuid[]) returns jsonb language sql immutable as $$
  select case when cardinality(p_members) > 0 then
    jsonb_build_object('count', cardinality(p_members), 'ids', to_jsonb(p_members[1:1000])) end
$$;

-- A membership change as an attribute of `changes`: who left → who came; nothing when nobody did.
create or replace function group_members_change(p_removed uuid[], p_added uuid[]) returns jsonb language sql immutable as $$
  select case when cardinality(p_removed) + cardinality(p_added) = 0 then '{}'::jsonb
    else jsonb_build_object('members', jsonb_build_array(group_members_side(p_removed), group_members_side(p_added))) end
$$;

-- One attribute of `changes`: before → after; nothing when they are the same.
create or replace function attribute_change(p_name text, p_before text, p_after text) returns jsonb language sql immutable as $$
  select case when p_before is distinct from p_after then jsonb_build_object(p_name, jsonb_build_array(p_before, p_after))
    else '{}'::jsonb end
$$;

-- Creates a group with its members. A group of this configuration with the same names raises unique_violation on
-- groups_naming_key.
create or replace function scim_create_group(
  p_account uuid, p_configuration uuid, p_group uuid, p_activity uuid, p_at timestamptz,
  p_display_name text, p_display_name_canon text, p_external_id text, p_add uuid[], out unknown uuid[]
) language plpgsql as $$
declare
  v_nested uuid[];
  v_members record;
begin
  perform configuration_begin_write(p_account, p_configuration);
  v_nested := group_lock(p_account, p_group, p_add);
  insert into groups (account_id, id, configuration_id, external_id, display_name, display_name_canon, naming_key,
    created_at, last_modified)
  values (p_account, p_group, p_configuration, p_external_id, p_display_name, p_display_name_canon,
    group_naming_key(p_display_name_canon, p_external_id), p_at, p_at);
  v_members := group_change_members(p_account, p_configuration, p_group, v_nested, p_add, '{}', false, p_at);
  unknown := v_members.unknown;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes)
  values (p_account, p_activity, p_at, 'idp', p_configuration, 'group.created', 'group', p_group, p_configuration,
    attribute_change('displayName', null, p_display_name) || attribute_change('externalId', null, p_external_id)
      || group_members_change('{}', v_members.added));
end $$;

-- Writes what a PUT or PATCH makes of a group. Names are set, members a set delta, so nothing depends on what was read
-- before, and p_version, the one that must still be present, is given for If-Match alone. A null p_display_name stays, and
-- so does the externalId with p_keep_external_id. The first write adopts a hand-made group (rule 8). Outcomes: 'updated',
-- 'unchanged', 'stale', 'gone', 'circle'. `large`: more than p_large members. Without sequential scans, because plans are
-- kept: one made while the tables were small would read a membership of 100,000 for one member.
create or replace function scim_update_group(
  p_account uuid, p_configuration uuid, p_group uuid, p_version int, p_activity uuid, p_at timestamptz,
  p_display_name text, p_display_name_canon text, p_external_id text, p_keep_external_id boolean,
  p_add uuid[], p_remove uuid[], p_full boolean, p_large int,
  out outcome text, out updated groups, out unknown uuid[], out large boolean
) language plpgsql set enable_seqscan = off as $$
declare
  v_nested uuid[];
  v_old groups;
  v_members record;
  v_names jsonb;
  v_changes jsonb;
begin
  perform configuration_begin_write(p_account, p_configuration);
  v_nested := group_lock(p_account, p_group, p_add);
  select * into v_old from groups g where g.account_id = p_account and g.id = p_group;
  if not found or not group_is_visible(v_old, p_configuration) then
    outcome := 'gone';
    return;
  elsif v_old.version <> p_version then
    outcome := 'stale';
    return;
  elsif cardinality(v_nested) > 0 and group_closes_circle(p_account, p_group, v_nested) then
    outcome := 'circle';
    return;
  end if;

  updated := v_old;
  if p_display_name is not null then
    updated.display_name := p_display_name;
    updated.display_name_canon := p_display_name_canon;
  end if;
  if not p_keep_external_id then
    updated.external_id := p_external_id;
  end if;
  v_members := group_change_members(p_account, p_configuration, p_group, v_nested, p_add, p_remove, p_full, p_at);
  unknown := v_members.unknown;
  large := exists (
    select from group_members m where m.account_id = p_account and m.group_id = p_group offset p_large limit 1);

  v_names := attribute_change('displayName', v_old.display_name, updated.display_name)
    || attribute_change('externalId', v_old.external_id, updated.external_id);
  v_changes := v_names || group_members_change(v_members.removed, v_members.added);
  if v_changes = '{}' and v_old.configuration_id = p_configuration then
    outcome := 'unchanged';
    return;
  end if;
  update groups g
     set configuration_id = p_configuration, external_id = updated.external_id, display_name = updated.display_name,
         display_name_canon = updated.display_name_canon, version = g.version + 1, last_modified = p_at,
         naming_key = group_naming_key(updated.display_name_canon, updated.external_id)
   where g.account_id = p_account and g.id = p_group
   returning g.* into updated;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes)
  values (p_account, p_activity, p_at, 'idp', p_configuration,
    case when v_old.configuration_id is null then 'group.adopted'
         when v_names <> '{}' then 'group.updated'
         else 'group.members_changed' end,
    'group', p_group, p_configuration, v_changes);
  outcome := 'updated';
end $$;

-- Locks the groups that somebody is a member of, before that user or group is locked: the order of locks.
create or replace function member_lock_groups(p_account uuid, p_member uuid) returns void language plpgsql as $$
begin
  perform from groups g
   where g.account_id = p_account and g.id in (
     select m.group_id from group_members m where m.account_id = p_account and m.member_id = p_member)
   order by g.id for no key update;
end $$;

-- Takes a locked user or group out of all groups, or out of those of one configuration. The groups were locked before; one
-- joined since then is not waited for, which would break the order of locks: whoever holds it is writing it anyway. What the
-- rules of those groups gave is no reason any more; the caller settles the licenses.
create or replace function member_leave_groups(p_account uuid, p_member uuid, p_configuration uuid, p_at timestamptz)
returns void language plpgsql as $$
declare
  v_left uuid[];
begin
  with left_groups as (
    delete from group_members m using groups g
     where m.account_id = p_account and m.member_id = p_member and g.account_id = p_account and g.id = m.group_id
       and (p_configuration is null or g.configuration_id = p_configuration)
     returning m.group_id)
  select array_agg(group_id) into v_left from left_groups;
  update groups set version = version + 1, last_modified = p_at
   where account_id = p_account and id in (
     select g.id from groups g where g.account_id = p_account and g.id = any(v_left) order by g.id
        for no key update skip locked);
  if exists (select from group_rules where account_id = p_account and group_id = any(v_left)) then
    perform license_lock_of(p_account, array[p_member]);
    delete from assignment_reasons
     where account_id = p_account and user_id = p_member and kind = 'group_rule' and source_id in (
       select id from group_rules where account_id = p_account and group_id = any(v_left));
  end if;
end $$;

-- Takes everybody out of a locked group that is about to be deleted, it out of its groups, and its license rules. Returns
-- who was a member.
create or replace function group_empty(p_account uuid, p_group uuid, p_at timestamptz) returns uuid[] language plpgsql as $$
declare
  v_members uuid[];
begin
  if exists (select from group_rules where account_id = p_account and group_id = p_group) then
    perform from users
     where account_id = p_account and id in (
       select member_id from group_members where account_id = p_account and group_id = p_group)
     order by id for no key update;
  end if;
  with deleted as (
    delete from group_members where account_id = p_account and group_id = p_group returning member_id)
  select coalesce(array_agg(member_id), '{}') into v_members from deleted;
  perform member_leave_groups(p_account, p_group, null, p_at);
  perform group_rules_apply(p_account, p_group, '{}', v_members, p_at);
  delete from group_rules where account_id = p_account and group_id = p_group;
  return v_members;
end $$;

-- Locks a group that is about to be deleted, and the groups that it is in.
create or replace function group_lock_with_above(p_account uuid, p_group uuid) returns void language plpgsql as $$
begin
  perform from groups g
   where g.account_id = p_account and (g.id = p_group or g.id in (
     select m.group_id from group_members m where m.account_id = p_account and m.member_id = p_group))
   order by g.id for no key update;
end $$;

-- DELETE by a configuration. Outcomes: 'deleted', 'stale' (p_version is given and not the present one), 'gone'.
create or replace function scim_delete_group(
  p_account uuid, p_configuration uuid, p_group uuid, p_version int, p_activity uuid, p_at timestamptz, out outcome text
) language plpgsql as $$
declare
  v_group groups;
  v_members uuid[];
begin
  perform configuration_begin_write(p_account, p_configuration);
  perform group_lock_with_above(p_account, p_group);
  select * into v_group from groups g where g.account_id = p_account and g.id = p_group;
  if not found or not group_is_visible(v_group, p_configuration) then
    outcome := 'gone';
    return;
  elsif v_group.version <> p_version then
    outcome := 'stale';
    return;
  end if;
  v_members := group_empty(p_account, p_group, p_at);
  delete from groups where account_id = p_account and id = p_group;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes)
  values (p_account, p_activity, p_at, 'idp', p_configuration, 'group.deleted', 'group', p_group, p_configuration,
    attribute_change('displayName', v_group.display_name, null) || attribute_change('externalId', v_group.external_id, null)
      || group_members_change(v_members, '{}'));
  outcome := 'deleted';
end $$;
