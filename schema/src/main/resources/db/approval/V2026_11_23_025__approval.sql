-- A decision by a named person on exact content: a list of records, revisions and hashes.
create table approval (
  organization uuid not null,
  id uuid not null,
  subject_kind text not null,
  subject uuid not null,
  subject_version integer not null,
  content jsonb not null,
  content_hash bytea not null check (length(content_hash) = 32),
  findings jsonb not null default '{}',
  decision text not null check (decision in ('approved', 'returned')),
  decided_by uuid not null,
  decided_at timestamptz not null,
  comment text not null default '',
  as_owner boolean not null default false,
  version integer not null default 1,
  primary key (organization, id),
  foreign key (organization, decided_by) references person (organization, id)
);
create index approval_subject on approval (organization, subject_kind, subject, subject_version);
call protect('approval', 'select, insert');
comment on column approval.as_owner is 'Top management approved an objective it owns: allowed by the organization, and on record.';
