-- A file on its way in is kept in parts, so that neither keeping, nor previewing, nor recording one holds it in memory
-- whole. Recording a large one is a job: how far it is and what became of it stand in the upload's row.
create table upload_part (
  organization uuid not null,
  upload uuid not null,
  number integer not null check (number >= 0),
  nonce bytea not null,
  content bytea not null,
  primary key (organization, upload, number),
  foreign key (organization, upload) references upload (organization, id)
);
call protect('upload_part', 'select, insert, delete');
comment on column upload_part.content is 'AES-256-GCM under a key that is kept outside the database.';
-- What is encrypted cannot be compressed.
alter table upload_part alter column content set storage external;

-- Until now every row was a preview that was recorded at once or never; its file is sent again.
delete from upload;
alter table upload
  drop column file,
  drop column recorded_batch,
  alter column mapping drop not null,
  add column digest bytea not null check (length(digest) = 32),
  add column length bigint not null check (length > 0),
  add column state text not null default 'kept' check (state in ('kept', 'queued', 'recording', 'recorded', 'refused')),
  add column progress integer not null default 0 check (progress between 0 and 100),
  add column outcome jsonb,
  add column finished_at timestamptz,
  add foreign key (organization, uploaded_by) references person (organization, id);
create index upload_age on upload (organization, uploaded_at);
comment on column upload.mapping is 'How the file is to be read, as the person confirmed it; null while it is a preview.';
comment on column upload.outcome is 'What became of it, worded for the person who sent it; null until the end.';
