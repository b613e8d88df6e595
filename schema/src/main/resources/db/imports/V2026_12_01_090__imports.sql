-- Tables of records on their way in: kept, previewed as often as wanted, then added to their register.
create table import_file (
  organization uuid not null,
  id uuid not null,
  register text not null check (register in ('units', 'persons', 'kpis', 'objectives')),
  name text not null,
  digest bytea not null check (length(digest) = 32),
  nonce bytea not null,
  content bytea not null,
  sent_at timestamptz not null,
  sent_by uuid not null,
  added integer check (added >= 0),
  already_there integer check (already_there >= 0),
  imported_at timestamptz,
  primary key (organization, id),
  foreign key (organization, sent_by) references person (organization, id),
  check ((imported_at is null) = (added is null)),
  check ((imported_at is null) = (already_there is null))
);
call protect('import_file', 'select, insert, update, delete');
create index import_file_age on import_file (organization, sent_at);
comment on column import_file.content is 'AES-256-GCM under a key that is kept outside the database.';
comment on column import_file.imported_at is 'When its records were added; null while it is a preview.';
-- What is encrypted cannot be compressed.
alter table import_file alter column content set storage external;
