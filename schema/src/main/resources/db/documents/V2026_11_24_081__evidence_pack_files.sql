-- The finished pack is kept in parts, so that neither building nor sending one holds it in memory whole.
create table evidence_pack_part (
  organization uuid not null,
  pack uuid not null,
  number integer not null check (number >= 0),
  nonce bytea not null,
  content bytea not null,
  primary key (organization, pack, number),
  foreign key (organization, pack) references evidence_pack (organization, id)
);
call protect('evidence_pack_part', 'select, insert, delete');
comment on column evidence_pack_part.content is 'AES-256-GCM under a key that is kept outside the database.';

alter table evidence_pack
  drop column content,
  add column checkpoint_root bytea,
  add column key_fingerprint text,
  add column failure text,
  add column expires_at timestamptz,
  add foreign key (organization, requested_by) references person (organization, id);
create index evidence_pack_expiry on evidence_pack (organization, expires_at);
comment on column evidence_pack.expires_at is 'Then its parts are deleted; that it was built, and under which checkpoint, stays on record.';
