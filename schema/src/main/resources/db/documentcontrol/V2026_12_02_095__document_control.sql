-- Documented information that the organization issues: what a document is, from which template it is made, and its editions.
create table controlled_document (
  organization uuid not null,
  id uuid not null,
  version integer not null,
  kind text not null check (kind in ('objectives', 'status-report', 'procedure')),
  reference text not null check (length(reference) between 1 and 40),
  title text not null check (length(title) between 1 and 300),
  unit uuid not null,
  owner uuid not null,
  language text not null check (language in ('en', 'de')),
  classification text not null check (classification in ('public', 'internal', 'confidential', 'strictly-confidential')),
  everybody boolean not null,
  persons uuid[] not null,
  teams uuid[] not null,
  others text not null check (length(others) <= 2000),
  sources text not null check (length(sources) <= 4000),
  kept_years integer check (kept_years between 1 and 99),
  every text check (every in ('day', 'week', 'month', 'quarter', 'half-year', 'year')),
  next_edition date,
  sections jsonb not null,
  withdrawn boolean not null,
  failure text not null check (length(failure) <= 60),
  primary key (organization, id),
  unique (organization, reference),
  foreign key (organization, unit) references unit (organization, id),
  foreign key (organization, owner) references person (organization, id),
  check ((every is null) = (next_edition is null))
);
create index controlled_document_due on controlled_document (organization, next_edition) where next_edition is not null;
create index controlled_document_number on controlled_document (organization, length(reference) desc, reference desc)
  where reference ~ '^DOC-[0-9]{1,6}$';
call protect('controlled_document', 'select, insert, update');
comment on column controlled_document.unit is 'The document is about this unit and those below it.';
comment on column controlled_document.persons is 'With teams and everybody, who may read its approved editions whatever their roles.';
comment on column controlled_document.sources is 'The policies, standards and requirements that it refers to, one a line.';
comment on column controlled_document.kept_years is 'How long an edition is kept after another one took its place; null for without end.';
comment on column controlled_document.failure is 'Why the edition that was due could not be prepared; empty when nothing failed.';

create table document_edition (
  organization uuid not null,
  id uuid not null,
  document uuid not null,
  number integer not null check (number > 0),
  revision integer not null,
  moment timestamptz not null,
  summary text not null check (length(summary) <= 2000),
  digest bytea not null check (length(digest) = 32),
  content bytea,
  prepared_at timestamptz not null,
  prepared_by uuid not null,
  scheduled boolean not null,
  decision text check (decision in ('approved', 'returned')),
  decided_at timestamptz,
  decided_by uuid,
  comment text not null check (length(comment) <= 2000),
  replaced_at timestamptz,
  primary key (organization, id),
  unique (organization, document, number),
  foreign key (organization, document) references controlled_document (organization, id),
  foreign key (organization, prepared_by) references person (organization, id),
  foreign key (organization, decided_by) references person (organization, id),
  check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null))
);
call protect('document_edition', 'select, insert, update');
comment on column document_edition.moment is 'As of when it was made.';
comment on column document_edition.content is 'Canonical JSON of all that it says, with ids in place of the names of persons; null when it is no longer kept.';
comment on column document_edition.replaced_at is 'When a later edition was approved, or this one was returned: from then on its years of keeping count.';
