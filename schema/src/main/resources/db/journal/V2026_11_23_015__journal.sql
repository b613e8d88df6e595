-- One version of one record: the canonical bytes that are hashed, exactly as hashed.
create table revision (
  organization uuid not null,
  kind text not null,
  id uuid not null,
  number integer not null check (number > 0),
  at timestamptz not null,
  author uuid,
  leaf bytea not null,
  leaf_hash bytea not null check (length(leaf_hash) = 32),
  primary key (organization, kind, id, number)
);
create index revision_at on revision (organization, at);
create index revision_author on revision (organization, author, at);
call protect('revision', 'select, insert');

-- What a commitment in a leaf hides: erased together with its salt when a person has that right, by the owner's function.
create table disclosure (
  organization uuid not null,
  kind text not null,
  id uuid not null,
  number integer not null,
  pointer text not null,
  salt bytea not null check (length(salt) = 32),
  value text not null,
  primary key (organization, kind, id, number, pointer),
  foreign key (organization, kind, id, number) references revision (organization, kind, id, number)
);
call protect('disclosure', 'select, insert');
comment on column disclosure.value is 'Canonical JSON of the committed value.';

create table journal_log (
  organization uuid not null,
  epoch integer not null,
  origin text not null,
  started_at timestamptz not null,
  reason text not null,
  primary key (organization, epoch)
);
call protect('journal_log', 'select, insert');

-- Writers only queue here; the sequencer of the organization gives the leaf numbers.
create table pending_leaf (
  organization uuid not null,
  ticket bigint generated always as identity,
  kind text not null,
  id uuid not null,
  number integer not null,
  leaf_hash bytea not null,
  primary key (organization, ticket)
);
call protect('pending_leaf', 'select, insert, delete');

create table journal_leaf (
  organization uuid not null,
  epoch integer not null,
  leaf_index bigint not null check (leaf_index >= 0),
  kind text not null,
  id uuid not null,
  number integer not null,
  leaf_hash bytea not null,
  sequenced_at timestamptz not null,
  primary key (organization, epoch, leaf_index),
  unique (organization, kind, id, number)
);
call protect('journal_leaf', 'select, insert');

-- Hashes of complete subtrees (RFC 9162 section 2.1), so that a root or a proof needs a logarithmic number of rows.
create table tree_node (
  organization uuid not null,
  epoch integer not null,
  level smallint not null,
  node_index bigint not null,
  hash bytea not null,
  primary key (organization, epoch, level, node_index)
);
call protect('tree_node', 'select, insert');

create table checkpoint (
  organization uuid not null,
  epoch integer not null,
  size bigint not null,
  root bytea not null,
  note text not null,
  at timestamptz not null,
  primary key (organization, epoch, size)
);
call protect('checkpoint', 'select, insert');

create function organizations_with_pending_leaves() returns setof uuid
language sql stable security definer set search_path = sextant, pg_temp as
$$ select distinct organization from pending_leaf $$;
