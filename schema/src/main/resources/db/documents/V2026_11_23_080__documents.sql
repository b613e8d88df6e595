create table evidence_pack (
  organization uuid not null,
  id uuid not null,
  objective uuid not null,
  requested_by uuid not null,
  requested_at timestamptz not null,
  state text not null check (state in ('queued', 'building', 'ready', 'failed')),
  progress integer not null default 0 check (progress between 0 and 100),
  checkpoint_size bigint,
  length bigint,
  digest bytea,
  content bytea,
  finished_at timestamptz,
  primary key (organization, id),
  foreign key (organization, objective) references objective (organization, id)
);
create index evidence_pack_objective on evidence_pack (organization, objective, requested_at desc);
call protect('evidence_pack', 'select, insert, update, delete');
