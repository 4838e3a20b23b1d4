-- Failures of a configuration that happened since then were not told by e-mail; those of long before nobody waits for.
create or replace function failures_untold_since(c scim_configurations) returns timestamptz language sql stable as $$
  select greatest(c.failures_told_at, c.created_at, now() - interval '1 day')
$$;
