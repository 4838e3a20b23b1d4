-- How many people there are, without counting them (db/schema/people-counts.ts).

-- How many people an account has, and how many of them are active.
create or replace function people_count(p_account uuid) returns table (people int, active int) language sql stable as $$
  select coalesce(sum(c.people), 0)::int, coalesce(sum(c.active), 0)::int from people_counts c where c.account_id = p_account
$$;

-- The same, by a look at everybody.
create or replace function people_count_anew(p_account uuid) returns table (people int, active int) language sql stable as $$
  select count(*)::int, (count(*) filter (where u.active))::int from users u where u.account_id = p_account and not u.deleted
$$;

-- Makes the kept numbers right. What they are off by at one moment stays so whatever is written meanwhile, so nobody is locked out
-- but who does the same, and then finds them right.
create or replace function people_count_correct(p_account uuid) returns void language sql as $$
  select pg_advisory_xact_lock(hashtext('people_count_correct'), hashtext(p_account::text));
  insert into people_counts (account_id, people, active)
  select p_account, counted.people - kept.people, counted.active - kept.active
    from people_count_anew(p_account) counted cross join people_count(p_account) kept
   where (counted.people, counted.active) is distinct from (kept.people, kept.active)
$$;

-- Takes the changes of each account together. Writers add others meanwhile; who folds at the same time finds them gone. Returns
-- how many there were.
create or replace function people_count_fold() returns int language sql as $$
  with changes as (
    delete from people_counts where id <> '00000000-0000-0000-0000-000000000000' returning account_id, people, active),
  folded as (
    insert into people_counts (account_id, id, people, active)
    select account_id, '00000000-0000-0000-0000-000000000000', sum(people), sum(active) from changes group by account_id order by account_id
    on conflict (account_id, id) do update
       set people = people_counts.people + excluded.people, active = people_counts.active + excluded.active)
  select count(*)::int from changes
$$;
