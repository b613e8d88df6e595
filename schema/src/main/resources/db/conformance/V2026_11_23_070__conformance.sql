create table accepted_gap (
  organization uuid not null,
  id uuid not null,
  objective uuid not null,
  requirement text not null,
  reason text not null check (length(reason) between 1 and 2000),
  accepted_by uuid not null,
  accepted_at timestamptz not null,
  until date not null,
  ended_at timestamptz,
  version integer not null,
  primary key (organization, id),
  foreign key (organization, objective) references objective (organization, id),
  foreign key (organization, accepted_by) references person (organization, id)
);
create unique index accepted_gap_open on accepted_gap (organization, objective, requirement) where ended_at is null;
call protect('accepted_gap', 'select, insert, update');
