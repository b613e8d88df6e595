-- To whom checkpoints of the journal go by mail, to be kept where this installation is not.
create table checkpoint_mailing (
  organization uuid not null primary key references organization (id),
  version integer not null,
  recipients text[] not null check (cardinality(recipients) <= 20),
  every text check (every in ('day', 'week', 'month', 'quarter')),
  next_on date,
  sent_at timestamptz,
  sent_size bigint,
  check ((every is null) = (next_on is null)),
  check ((sent_at is null) = (sent_size is null))
);
create index checkpoint_mailing_due on checkpoint_mailing (next_on) where next_on is not null;
call protect('checkpoint_mailing', 'select, insert, update');
comment on column checkpoint_mailing.every is 'Null while none is sent by itself.';
comment on column checkpoint_mailing.sent_size is 'The size of the tree that the last one was about.';
