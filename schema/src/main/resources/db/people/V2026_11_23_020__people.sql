create table person (
  organization uuid not null references organization (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  email text not null check (email = lower(email) and length(email) <= 254),
  kind text not null check (kind in ('employee', 'contractor', 'external')),
  language text not null,
  time_zone text not null,
  active boolean not null default true,
  version integer not null,
  primary key (organization, id),
  unique (organization, email)
);
create index person_email on person (email);
create index person_name on person (organization, name, id);
call protect('person', 'select, insert, update');

create table credential (
  organization uuid not null,
  person uuid not null,
  password_hash text not null,
  changed_at timestamptz not null,
  primary key (organization, person),
  foreign key (organization, person) references person (organization, id)
);
call protect('credential', 'select, insert, update');

create table invitation (
  organization uuid not null,
  hash bytea not null,
  person uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (organization, hash),
  foreign key (organization, person) references person (organization, id)
);
create index invitation_hash on invitation (hash);
call protect('invitation', 'select, insert, update');

create table unit (
  organization uuid not null references organization (id),
  id uuid not null,
  parent uuid,
  name text not null check (length(name) between 1 and 200),
  kind text not null check (kind in ('organization', 'function', 'level')),
  relevant boolean not null default true,
  version integer not null,
  primary key (organization, id),
  foreign key (organization, parent) references unit (organization, id),
  check (parent is distinct from id)
);
create index unit_parent on unit (organization, parent);
create unique index unit_one_root on unit (organization) where parent is null;
call protect('unit', 'select, insert, update, delete');

create table team (
  organization uuid not null references organization (id),
  id uuid not null,
  name text not null check (length(name) between 1 and 200),
  purpose text not null default '',
  version integer not null,
  primary key (organization, id)
);
call protect('team', 'select, insert, update');

create table team_member (
  organization uuid not null,
  team uuid not null,
  person uuid not null,
  primary key (organization, team, person),
  foreign key (organization, team) references team (organization, id),
  foreign key (organization, person) references person (organization, id)
);
call protect('team_member', 'select, insert, delete');

create table role_grant (
  organization uuid not null,
  person uuid not null,
  role text not null,
  unit uuid not null,
  granted_at timestamptz not null,
  granted_by uuid,
  primary key (organization, person, role, unit),
  foreign key (organization, person) references person (organization, id),
  foreign key (organization, unit) references unit (organization, id)
);
call protect('role_grant', 'select, insert, delete');

create table session (
  organization uuid not null,
  hash bytea not null,
  id uuid not null,
  person uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  address text not null,
  agent text not null,
  primary key (organization, hash),
  foreign key (organization, person) references person (organization, id)
);
create index session_hash on session (hash);
create index session_person on session (organization, person);
call protect('session', 'select, insert, update, delete');

create table api_token (
  organization uuid not null,
  id uuid not null,
  person uuid not null,
  name text not null check (length(name) between 1 and 100),
  role text,
  hash bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz,
  primary key (organization, id),
  foreign key (organization, person) references person (organization, id)
);
create unique index api_token_hash on api_token (hash);
call protect('api_token', 'select, insert, update');

create table sign_in_attempt (
  key text not null,
  at timestamptz not null
);
create index sign_in_attempt_key on sign_in_attempt (key, at);
call protect_for_owner('sign_in_attempt');

-- Sign-in knows no organization yet: these are the only ways across, and each answers only what signing in needs.
create function sign_in_candidates(given_email text)
returns table (organization uuid, person uuid, password_hash text)
language sql stable security definer set search_path = sextant, pg_temp as $$
  select p.organization, p.id, c.password_hash
  from person p join credential c on c.organization = p.organization and c.person = p.id
  where p.email = given_email and p.active
  order by p.organization
$$;

create function session_by(given_hash bytea)
returns table (organization uuid, id uuid, person uuid, expires_at timestamptz, last_seen_at timestamptz)
language sql stable security definer set search_path = sextant, pg_temp as $$
  select s.organization, s.id, s.person, s.expires_at, s.last_seen_at
  from session s join person p on p.organization = s.organization and p.id = s.person
  where s.hash = given_hash and s.revoked_at is null and p.active
$$;

create function api_token_by(given_hash bytea)
returns table (organization uuid, id uuid, person uuid, role text, expires_at timestamptz, last_used_at timestamptz)
language sql stable security definer set search_path = sextant, pg_temp as $$
  select t.organization, t.id, t.person, t.role, t.expires_at, t.last_used_at
  from api_token t join person p on p.organization = t.organization and p.id = t.person
  where t.hash = given_hash and t.revoked_at is null and p.active
$$;

create function invitation_by(given_hash bytea)
returns table (organization uuid, person uuid, expires_at timestamptz)
language sql stable security definer set search_path = sextant, pg_temp as $$
  select i.organization, i.person, i.expires_at
  from invitation i join person p on p.organization = i.organization and p.id = i.person
  where i.hash = given_hash and i.used_at is null and p.active
$$;

create function persons_by_email(given_email text) returns table (organization uuid, person uuid)
language sql stable security definer set search_path = sextant, pg_temp as
$$ select p.organization, p.id from person p where p.email = given_email and p.active order by p.organization $$;

-- Failures of a key (an account or an address) since a moment; old rows go with the next failure.
create function failed_sign_ins(given_key text, since timestamptz) returns integer
language sql stable security definer set search_path = sextant, pg_temp as
$$ select count(*)::integer from sign_in_attempt where key = given_key and at > since $$;

create function record_failed_sign_in(given_key text, at_time timestamptz) returns void
language sql security definer set search_path = sextant, pg_temp as $$
  delete from sign_in_attempt where at < at_time - interval '1 day';
  insert into sign_in_attempt (key, at) values (given_key, at_time);
$$;

create function forget_failed_sign_ins(given_key text) returns void
language sql security definer set search_path = sextant, pg_temp as
$$ delete from sign_in_attempt where key = given_key $$;
