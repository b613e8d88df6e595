-- As before, but several can begin a month at once.
-- What another transaction has just made is seen: to_regclass may answer from a cache that waiting for an advisory lock does
-- not renew, while a query of the catalog has a snapshot of its own.
-- And nobody waits for each other in a circle: CREATE TABLE … PARTITION OF locks out everybody who has read measurement in
-- the same transaction, while a table that is attached lets them go on.
create or replace function ensure_measurement_partitions(first_day date, last_day date) returns void
language plpgsql security definer set search_path = sextant, pg_temp as $$
declare
  month date := date_trunc('month', first_day::timestamp)::date;
  partition text;
begin
  if first_day < date '1969-12-01' or last_day > date '2200-01-01' then
    raise exception 'measurement outside of the years that can be stored: % to %', first_day, last_day;
  end if;
  while month <= last_day loop
    partition := 'measurement_' || to_char(month, 'YYYYMM');
    if to_regclass('sextant.' || partition) is null then
      perform pg_advisory_xact_lock(hashtext('measurement_partition'));
      if not exists (select from pg_class where relname = partition and relnamespace = 'sextant'::regnamespace) then
        execute format('create table %I (like measurement including defaults including constraints including indexes)', partition);
        execute format('alter table %I enable row level security', partition);
        execute format('alter table %I force row level security', partition);
        execute format('create policy owner on %I to %I using (true) with check (true)', partition, current_user);
        execute format('alter table measurement attach partition %I for values from (%L) to (%L)',
          partition, month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
      end if;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;
