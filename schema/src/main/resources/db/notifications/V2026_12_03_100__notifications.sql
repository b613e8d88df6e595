-- What people are told, how they want to be told, and the mails that go out: all written with what they tell of.
create table notification (
  organization uuid not null,
  id uuid not null,
  person uuid not null,
  matter text not null check (length(matter) between 1 and 40),
  wording text not null check (length(wording) between 1 and 60),
  cause text not null check (length(cause) between 1 and 200),
  path text not null check (path like '/%' and length(path) <= 500),
  facts jsonb not null,
  note text not null check (length(note) <= 2000),
  at timestamptz not null,
  read_at timestamptz,
  mail_at timestamptz,
  mail uuid,
  primary key (organization, id),
  unique (organization, person, cause),
  foreign key (organization, person) references person (organization, id)
);
create index notification_of on notification (organization, person, at desc, id desc);
create index notification_unread on notification (organization, person) where read_at is null;
create index notification_unmailed on notification (mail_at, organization) where mail_at is not null and mail is null;
create index notification_mail on notification (organization, mail) where mail is not null;
create index notification_at on notification (organization, at);
call protect('notification', 'select, insert, update, delete');
comment on column notification.matter is 'What a person chooses a way of being told for.';
comment on column notification.cause is 'Nobody is told twice of the same.';
comment on column notification.mail_at is 'From when on it is due by mail; null for in the page alone.';

create table notification_choice (
  organization uuid not null,
  person uuid not null,
  version integer not null,
  digest_hour integer not null check (digest_hour between 0 and 23),
  ways jsonb not null,
  primary key (organization, person),
  foreign key (organization, person) references person (organization, id)
);
call protect('notification_choice', 'select, insert, update, delete');
comment on column notification_choice.digest_hour is 'Of the person''s own clock.';
comment on column notification_choice.ways is 'For each matter: inbox, mail or digest. What is not in it goes the usual way.';

create table mail_server (
  organization uuid not null primary key references organization (id),
  version integer not null,
  used boolean not null,
  host text not null check (length(host) between 1 and 253),
  port integer not null check (port between 1 and 65535),
  protection text not null check (protection in ('starttls', 'tls', 'none')),
  user_name text not null check (length(user_name) <= 320),
  password_nonce bytea,
  password bytea,
  sender text not null check (length(sender) between 3 and 320),
  sender_name text not null check (length(sender_name) <= 200),
  address text not null check (length(address) between 8 and 300),
  failing_since timestamptz,
  failures integer not null default 0,
  next_attempt timestamptz,
  failure text not null default '' check (length(failure) <= 60),
  reply text not null default '' check (length(reply) <= 500),
  check ((password is null) = (password_nonce is null))
);
call protect('mail_server', 'select, insert, update');
comment on column mail_server.used is 'Whether mails are made and sent; without it everything stays in the pages.';
comment on column mail_server.password is 'AES-256-GCM under a key that is kept outside the database.';
comment on column mail_server.address is 'Where people reach Sextant: what the links in mails begin with.';
comment on column mail_server.failing_since is 'Since when the server takes nothing; null while it does.';

create table mail (
  organization uuid not null,
  id uuid not null,
  purpose text not null check (purpose in ('notifications', 'checkpoint')),
  person uuid,
  recipient text not null check (length(recipient) between 3 and 320),
  message_id text not null check (length(message_id) between 5 and 400),
  language text not null,
  subject text not null check (length(subject) <= 500),
  plain text not null,
  html text not null,
  made_at timestamptz not null,
  state text not null check (state in ('waiting', 'sending', 'sent', 'refused', 'unsure', 'dropped')),
  attempts integer not null default 0,
  handed_over integer not null default 0,
  next_attempt timestamptz not null,
  lease_until timestamptz,
  ended_at timestamptz,
  failure text not null default '' check (length(failure) <= 60),
  reply text not null default '' check (length(reply) <= 500),
  primary key (organization, id),
  unique (organization, message_id),
  foreign key (organization, person) references person (organization, id)
);
create index mail_open on mail (organization, next_attempt) where state in ('waiting', 'sending');
create index mail_made on mail (organization, made_at desc, id desc);
call protect('mail', 'select, insert, update, delete');
comment on table mail is 'The outbox: a mail is written with its cause and goes out afterwards.';
comment on column mail.handed_over is 'How often its content was begun to be handed to the server without an answer that settles whether it was accepted. At the second it is not sent again by itself.';

create table mail_attachment (
  organization uuid not null,
  mail uuid not null,
  place integer not null check (place between 0 and 9),
  name text not null check (length(name) between 1 and 200),
  media_type text not null check (length(media_type) between 3 and 100),
  content bytea not null,
  primary key (organization, mail, place),
  foreign key (organization, mail) references mail (organization, id) on delete cascade
);
call protect('mail_attachment', 'select, insert, delete');

-- Where something is due to go out by mail, over all organizations; the mail server there was not found failing lately.
create function organizations_with_mail(at_time timestamptz) returns setof uuid
language sql stable security definer set search_path = sextant, pg_temp as
$$
  select s.organization from mail_server s
  where s.used and coalesce(s.next_attempt <= at_time, true)
    and (exists (select from notification n where n.organization = s.organization and n.mail is null and n.mail_at <= at_time)
      or exists (select from mail m where m.organization = s.organization
        and (m.state = 'waiting' and m.next_attempt <= at_time or m.state = 'sending' and m.lease_until <= at_time)))
$$;
