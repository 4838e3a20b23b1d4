-- What admins do with groups, p_actor being 'admin' or, on the command line, 'system'. One call writes the group, its members
-- and the activity row. Names and members of a group that an IdP owns stay the IdP's (rule 8): of the members, admins
-- change only those whom they added. Lock order: groups, users, then pools.

-- Refuses a name that another group made by hand has: IdPs match by name, and people choose by it. Two admins at once
-- are decided by the lock.
create or replace function group_name_is_taken(p_account uuid, p_group uuid, p_display_name_canon text) returns boolean
language plpgsql as $$
begin
  perform pg_advisory_xact_lock(hashtext('names of groups'), hashtext(p_account::text));
  return exists (
    select from groups g
     where g.account_id = p_account and left(g.display_name_canon, 255) = left(p_display_name_canon, 255)
       and g.display_name_canon = p_display_name_canon and g.configuration_id is null and g.id <> p_group);
end $$;

-- Makes a group. Outcomes: 'created', 'taken'.
create or replace function group_create_by_hand(
  p_account uuid, p_actor text, p_actor_id uuid, p_group uuid, p_activity uuid, p_at timestamptz,
  p_display_name text, p_display_name_canon text, out outcome text
) language plpgsql as $$
begin
  if group_name_is_taken(p_account, p_group, p_display_name_canon) then
    outcome := 'taken';
    return;
  end if;
  insert into groups (account_id, id, display_name, display_name_canon, naming_key, created_at, last_modified)
  values (p_account, p_group, p_display_name, p_display_name_canon, group_naming_key(p_display_name_canon, null), p_at, p_at);
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, p_activity, p_at, p_actor, p_actor_id, 'group.created', 'group', p_group,
    attribute_change('displayName', null, p_display_name));
  outcome := 'created';
end $$;

-- Renames a group made by hand. p_was is the name that the admin saw. Outcomes: 'renamed', 'unchanged', 'taken', 'gone',
-- 'owned' by a configuration, 'stale' because somebody renamed it meanwhile.
create or replace function group_rename_by_hand(
  p_account uuid, p_actor text, p_actor_id uuid, p_group uuid, p_activity uuid, p_at timestamptz,
  p_was text, p_display_name text, p_display_name_canon text, out outcome text
) language plpgsql as $$
declare
  v_group groups;
begin
  select * into v_group from groups g where g.account_id = p_account and g.id = p_group for no key update;
  outcome := case
    when not found then 'gone'
    when v_group.configuration_id is not null then 'owned'
    when v_group.display_name = p_display_name then 'unchanged'
    when v_group.display_name <> p_was then 'stale'
    when group_name_is_taken(p_account, p_group, p_display_name_canon) then 'taken'
    else 'renamed' end;
  if outcome <> 'renamed' then
    return;
  end if;
  update groups
     set display_name = p_display_name, display_name_canon = p_display_name_canon,
         naming_key = group_naming_key(p_display_name_canon, null), version = version + 1, last_modified = p_at
   where account_id = p_account and id = p_group;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, p_activity, p_at, p_actor, p_actor_id, 'group.updated', 'group', p_group,
    attribute_change('displayName', v_group.display_name, p_display_name));
end $$;

-- Adds people to a group, groups too to one made by hand (rule 8), and takes members out of it. Outcomes: 'changed', 'unchanged',
-- 'gone', 'nested' (groups into one of an IdP), 'circle'. `unknown`: who is neither in the account; `kept`: members whom the IdP
-- put there and who stay.
create or replace function group_change_members_by_hand(
  p_account uuid, p_actor text, p_actor_id uuid, p_group uuid, p_activity uuid, p_at timestamptz, p_add uuid[], p_remove uuid[],
  out outcome text, out added uuid[], out removed uuid[], out unknown uuid[], out kept uuid[]
) language plpgsql set enable_seqscan = off as $$
declare
  v_nested uuid[] := group_lock(p_account, p_group, p_add);
  v_group groups;
  v_members record;
begin
  select * into v_group from groups g where g.account_id = p_account and g.id = p_group;
  if not found then
    outcome := 'gone';
    return;
  elsif cardinality(v_nested) > 0 and v_group.configuration_id is not null then
    outcome := 'nested';
    return;
  elsif cardinality(v_nested) > 0 and group_closes_circle(p_account, p_group, v_nested) then
    outcome := 'circle';
    return;
  end if;
  kept := array(
    select m.member_id from group_members m
     where v_group.configuration_id is not null and m.account_id = p_account and m.group_id = p_group
       and m.member_id = any(p_remove) and not m.added_here);
  v_members := group_change_members(p_account, null, p_group, v_nested, p_add, array(select unnest(p_remove) except select unnest(kept)),
    false, p_at);
  added := v_members.added;
  removed := v_members.removed;
  unknown := v_members.unknown;
  if cardinality(added) + cardinality(removed) = 0 then
    outcome := 'unchanged';
    return;
  end if;
  update groups set version = version + 1, last_modified = p_at where account_id = p_account and id = p_group;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes)
  values (p_account, p_activity, p_at, p_actor, p_actor_id, 'group.members_changed', 'group', p_group, v_group.configuration_id,
    group_members_change(removed, added));
  outcome := 'changed';
end $$;

-- Deletes a group made by hand. p_was is the name that the admin saw. Outcomes: 'deleted', 'gone', 'owned', 'stale'.
create or replace function group_delete_by_hand(
  p_account uuid, p_actor text, p_actor_id uuid, p_group uuid, p_activity uuid, p_at timestamptz, p_was text, out outcome text
) language plpgsql as $$
declare
  v_group groups;
  v_members uuid[];
begin
  perform group_lock_with_above(p_account, p_group);
  select * into v_group from groups g where g.account_id = p_account and g.id = p_group;
  outcome := case
    when not found then 'gone'
    when v_group.configuration_id is not null then 'owned'
    when v_group.display_name <> p_was then 'stale'
    else 'deleted' end;
  if outcome <> 'deleted' then
    return;
  end if;
  v_members := group_empty(p_account, p_group, p_at);
  delete from groups where account_id = p_account and id = p_group;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, changes)
  values (p_account, p_activity, p_at, p_actor, p_actor_id, 'group.deleted', 'group', p_group,
    attribute_change('displayName', v_group.display_name, null) || group_members_change(v_members, '{}'));
end $$;

-- Releases a group from the configuration that owns it: made by hand from now on, with its members. Whichever configuration
-- writes it next adopts it. Outcomes: 'released', 'unchanged' because nobody owns it, 'gone'.
create or replace function group_release(
  p_account uuid, p_actor text, p_actor_id uuid, p_group uuid, p_activity uuid, p_at timestamptz, out outcome text
) language plpgsql as $$
declare
  v_group groups;
begin
  select * into v_group from groups g where g.account_id = p_account and g.id = p_group for no key update;
  outcome := case when not found then 'gone' when v_group.configuration_id is null then 'unchanged' else 'released' end;
  if outcome <> 'released' then
    return;
  end if;
  update groups
     set configuration_id = null, external_id = null,
         naming_key = group_naming_key(display_name_canon, null), version = version + 1, last_modified = p_at
   where account_id = p_account and id = p_group;
  insert into activity (account_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, configuration_id, changes)
  values (p_account, p_activity, p_at, p_actor, p_actor_id, 'group.released', 'group', p_group, v_group.configuration_id,
    attribute_change('externalId', v_group.external_id, null));
  outcome := 'released';
end $$;
