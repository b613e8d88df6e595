-- Verdicts as they were held, from and to; the open row is the current one. A null target is the objective's own.
create table verdict (
  organization uuid not null,
  objective uuid not null,
  target uuid not null,
  held_from timestamptz not null,
  held_to timestamptz,
  status text not null,
  explanation jsonb not null,
  rule_version text not null,
  valid_until timestamptz,
  primary key (organization, objective, target, held_from),
  foreign key (organization, objective) references objective (organization, id)
);
create unique index verdict_current on verdict (organization, objective, target) where held_to is null;
create index verdict_status on verdict (organization, status) where held_to is null;
create index verdict_expiry on verdict (valid_until) where held_to is null;
call protect('verdict', 'select, insert, update');
comment on column verdict.target is 'The target, or the objective''s own id for its overall status.';

create table stale_verdict (
  organization uuid not null,
  objective uuid not null,
  ticket bigint generated always as identity,
  primary key (organization, objective, ticket)
);
-- update is needed to lock a row (FOR UPDATE); no column is ever changed.
call protect('stale_verdict', 'select, insert, update, delete');

create function organizations_with_stale_verdicts(at_time timestamptz) returns setof uuid
language sql stable security definer set search_path = sextant, pg_temp as $$
  select organization from stale_verdict
  union
  select organization from verdict where held_to is null and valid_until <= at_time
$$;
