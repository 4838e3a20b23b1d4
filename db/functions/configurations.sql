-- Ends every link of a configuration that is being deleted; its groups stay and become hand-made. Lock order: groups, then
-- users one by one, each with its pools. Returns how many people had a link.
create or replace function configuration_leave_all(p_account uuid, p_configuration uuid, p_at timestamptz)
returns int language plpgsql as $$
declare
  v_user uuid;
  v_people int := 0;
begin
  perform from groups where account_id = p_account order by id for no key update;
  update groups
     set configuration_id = null, external_id = null, naming_key = group_naming_key(display_name_canon, null),
         version = version + 1, last_modified = p_at
   where account_id = p_account and configuration_id = p_configuration;
  for v_user in
    select user_id from provisioning_links
     where account_id = p_account and configuration_id = p_configuration and deleted_at is null order by user_id
  loop
    perform from users where account_id = p_account and id = v_user for no key update;
    perform user_unlink(p_account, p_configuration, v_user, uuid7(p_at), p_at, 'system');
    v_people := v_people + 1;
  end loop;
  return v_people;
end $$;
