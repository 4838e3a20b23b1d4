-- The smallest UUIDv7 of an instant: the partition bound of the logs, and "since" of a question about them.
create or replace function uuid7_floor(p_at timestamptz) returns uuid language sql immutable parallel safe as $$
  select (lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;

-- A UUIDv7 of an instant, for rows that a function writes by itself; Postgres has one of its own only from 18 on.
create or replace function uuid7(p_at timestamptz) returns uuid language sql volatile parallel safe as $$
  select (lpad(to_hex((extract(epoch from p_at) * 1000)::bigint), 12, '0') || '7'
    || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
$$;

-- Makes the monthly partitions of both logs from the month of p_from on. Rows that already fell into the default
-- partition keep their place: such a month stays there.
create or replace function ensure_log_partitions(p_from date, p_months int) returns void language plpgsql as $$
declare
  v_log text;
  v_month date;
  v_name text;
begin
  foreach v_log in array array['activity', 'scim_requests'] loop
    for i in 0 .. p_months - 1 loop
      v_month := date_trunc('month', p_from)::date + make_interval(months => i);
      v_name := v_log || to_char(v_month, '_YYYY_MM');
      continue when to_regclass(v_name) is not null;
      begin
        execute format('create table %I partition of %I for values from (%L) to (%L)', v_name, v_log,
          uuid7_floor(v_month::timestamp at time zone 'UTC'),
          uuid7_floor((v_month + interval '1 month')::timestamp at time zone 'UTC'));
      exception when check_violation then
        null; -- the default partition holds rows of that month
      end;
    end loop;
  end loop;
end $$;

-- Who did something that an admin may do: without one it was the operator's command line, or the product by itself.
create or replace function actor_kind(p_admin uuid) returns text language sql immutable as $$
  select case when p_admin is null then 'system' else 'admin' end
$$;
