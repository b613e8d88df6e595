create table kpi (
  organization uuid not null references organization (id),
  id uuid not null,
  reference text not null check (length(reference) between 1 and 40),
  name text not null check (length(name) between 1 and 200),
  unit uuid not null,
  information_need text not null default '',
  formula text not null default '',
  value_kind text not null check (value_kind in ('number', 'count', 'share', 'duration', 'yes-no')),
  unit_of_measure text not null default '',
  direction text not null check (direction in ('increase', 'decrease')),
  source text not null default '',
  implementation_evidence text not null default '',
  collected_every text not null,
  analysed_every text not null,
  reported_every text not null,
  grace_days integer not null check (grace_days between 0 and 366),
  measured_by uuid,
  analysed_by uuid,
  received_by uuid[] not null default '{}',
  next_review date,
  retired boolean not null default false,
  version integer not null,
  primary key (organization, id),
  unique (organization, reference),
  foreign key (organization, unit) references unit (organization, id),
  foreign key (organization, measured_by) references person (organization, id),
  foreign key (organization, analysed_by) references person (organization, id)
);
call protect('kpi', 'select, insert, update');

create table measurement_batch (
  organization uuid not null,
  id uuid not null,
  kpi uuid not null,
  digest bytea not null check (length(digest) = 32),
  channel text not null check (channel in ('hand', 'upload', 'api')),
  source_name text not null default '',
  rows integer not null check (rows > 0),
  root bytea not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  reason text not null default '',
  evidence bytea,
  primary key (organization, id),
  unique (organization, kpi, digest),
  foreign key (organization, kpi) references kpi (organization, id)
);
call protect('measurement_batch', 'select, insert');

create table measurement (
  organization uuid not null,
  kpi uuid not null,
  at timestamptz not null,
  correction integer not null check (correction >= 0),
  value numeric not null check (value not in ('NaN', 'Infinity', '-Infinity')),
  period_from date,
  note text not null default '',
  note_salt bytea,
  batch uuid not null,
  batch_row integer not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  primary key (organization, kpi, at, correction)
) partition by range (at);
create index measurement_batch_rows on measurement (organization, batch, batch_row);
create index measurement_recorded on measurement (organization, kpi, recorded_at);
call protect('measurement', 'select, insert');

-- Makes the month's partition when it is missing. Partitions are the owner's; the pool's role reaches rows only through
-- the parent table and its policies, so no privilege is granted on a partition.
create function ensure_measurement_partitions(first_day date, last_day date) returns void
language plpgsql security definer set search_path = sextant, pg_temp as $$
declare
  month date := date_trunc('month', first_day::timestamp)::date;
begin
  if first_day < date '1969-12-01' or last_day > date '2200-01-01' then
    raise exception 'measurement outside of the years that can be stored: % to %', first_day, last_day;
  end if;
  while month <= last_day loop
    if to_regclass(format('sextant.measurement_%s', to_char(month, 'YYYYMM'))) is null then
      perform pg_advisory_xact_lock(hashtext('measurement_partition'));
      if to_regclass(format('sextant.measurement_%s', to_char(month, 'YYYYMM'))) is null then
        execute format('create table measurement_%s partition of measurement for values from (%L) to (%L)',
          to_char(month, 'YYYYMM'), month::timestamp at time zone 'UTC', (month + interval '1 month') at time zone 'UTC');
        execute format('alter table measurement_%s enable row level security', to_char(month, 'YYYYMM'));
        execute format('alter table measurement_%s force row level security', to_char(month, 'YYYYMM'));
        execute format('create policy owner on measurement_%s to %I using (true) with check (true)', to_char(month, 'YYYYMM'), current_user);
      end if;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
end $$;

create table upload (
  organization uuid not null,
  id uuid not null,
  kpi uuid not null,
  name text not null,
  file bytea not null,
  mapping jsonb not null,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  recorded_batch uuid,
  primary key (organization, id),
  foreign key (organization, kpi) references kpi (organization, id),
  foreign key (organization, file) references stored_file (organization, digest)
);
call protect('upload', 'select, insert, update, delete');
