create table objective (
  organization uuid not null references organization (id),
  id uuid not null,
  reference text not null check (length(reference) between 1 and 40),
  latest_version integer not null,
  current_version integer,
  closed_at timestamptz,
  version integer not null,
  primary key (organization, id),
  unique (organization, reference)
);
call protect('objective', 'select, insert, update');
comment on column objective.current_version is 'The version in force, or approved for a start to come; null before the first approval.';

-- What one version says. A material edit makes a new one beside the one in force.
create table objective_version (
  organization uuid not null,
  objective uuid not null,
  number integer not null check (number > 0),
  id uuid not null,
  stage text not null check (stage in ('draft', 'proposed', 'approved', 'superseded', 'withdrawn', 'achieved', 'not-achieved')),
  title text not null check (length(title) between 1 and 200),
  purpose text not null default '',
  rationale text not null default '',
  unit uuid not null,
  owner uuid,
  teams uuid[] not null default '{}',
  starts date,
  ends date,
  not_measurable text not null default '',
  criteria text not null default '',
  achievable text not null default '',
  evaluation_method text not null default '',
  writers uuid[] not null default '{}',
  proposed_by uuid,
  proposed_at timestamptz,
  approved_at timestamptz,
  ended_reason text not null default '',
  version integer not null,
  primary key (organization, objective, number),
  unique (organization, id),
  foreign key (organization, objective) references objective (organization, id),
  foreign key (organization, unit) references unit (organization, id),
  foreign key (organization, owner) references person (organization, id)
);
create index objective_version_owner on objective_version (organization, owner);
create index objective_version_unit on objective_version (organization, unit);
call protect('objective_version', 'select, insert, update');

create table target (
  organization uuid not null,
  objective uuid not null,
  number integer not null,
  id uuid not null,
  position integer not null,
  kpi uuid not null,
  shape text not null check (shape in ('reach', 'maintain', 'within')),
  baseline_value numeric,
  baseline_date date,
  target_value numeric,
  low numeric,
  high numeric,
  due date,
  maintain_until date,
  at_risk numeric not null default 0,
  off_track numeric not null default 0,
  primary key (organization, objective, number, id),
  foreign key (organization, objective, number) references objective_version (organization, objective, number),
  foreign key (organization, kpi) references kpi (organization, id)
);
create index target_kpi on target (organization, kpi);
call protect('target', 'select, insert, update, delete');

create table milestone (
  organization uuid not null,
  objective uuid not null,
  number integer not null,
  target uuid not null,
  date date not null,
  value numeric not null,
  primary key (organization, objective, number, target, date),
  foreign key (organization, objective, number, target) references target (organization, objective, number, id) on delete cascade
);
call protect('milestone', 'select, insert, update, delete');

-- A change of wording after approval: one person makes it, a second confirms it.
create table editorial_change (
  organization uuid not null,
  id uuid not null,
  objective uuid not null,
  number integer not null,
  field text not null check (field in ('title', 'purpose', 'rationale')),
  old_text text not null,
  new_text text not null,
  reason text not null,
  made_by uuid not null,
  made_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  refused_at timestamptz,
  primary key (organization, id),
  foreign key (organization, objective, number) references objective_version (organization, objective, number),
  check (confirmed_by is distinct from made_by)
);
create index editorial_change_objective on editorial_change (organization, objective, number);
call protect('editorial_change', 'select, insert, update');
