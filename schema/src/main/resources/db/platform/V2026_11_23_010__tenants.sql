-- The pool signs in as sextant_app: it owns nothing, and sees rows only of the organization its transaction names.
do $$
begin
  if not exists (select from pg_roles where rolname = 'sextant_app') then
    create role sextant_app login nosuperuser nocreatedb nocreaterole noinherit;
  end if;
end $$;
grant usage on schema sextant to sextant_app;

-- Functions are closed to everybody else; PostgreSQL would let the whole world call them.
alter default privileges revoke execute on functions from public;
alter default privileges in schema sextant grant execute on functions to sextant_app;


-- The organization this transaction works for; null when none was named, so that unset means no rows.
create function current_organization() returns uuid language sql stable parallel safe as
$$ select nullif(current_setting('sextant.organization', true), '')::uuid $$;

-- Every table passes through one of the two: row-level security on and forced, the owner's own policy (for its named
-- functions), and for the pool's role the given privileges on the rows of the current organization only.
create procedure protect(target regclass, privileges text, organization_column text default 'organization')
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner on %s to %I using (true) with check (true)', target, current_user);
  execute format('create policy organization on %s to sextant_app using (%I = current_organization()) with check (%I = current_organization())',
    target, organization_column, organization_column);
  execute format('grant %s on %s to sextant_app', privileges, target);
end $$;

-- Rows that belong to no organization: only the owner's functions reach them.
create procedure protect_for_owner(target regclass)
language plpgsql as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format('create policy owner on %s to %I using (true) with check (true)', target, current_user);
end $$;

create table organization (
  id uuid primary key,
  name text not null check (length(name) between 1 and 200),
  time_zone text not null,
  language text not null,
  owner_approval boolean not null default false,
  created_at timestamptz not null,
  version integer not null default 1
);
call protect('organization', 'select, insert, update', 'id');
comment on column organization.owner_approval is 'Top management may approve objectives it owns (never ones it wrote).';

create table instance_secret (
  name text primary key,
  hash bytea not null,
  created_at timestamptz not null,
  used_at timestamptz
);
call protect_for_owner('instance_secret');
comment on table instance_secret is 'One-time secrets of the whole installation, hashed: the setup link.';

create function setup_is_open(given_hash bytea) returns boolean
language sql security definer set search_path = sextant, pg_temp as
$$ select exists (select from instance_secret where name = 'setup' and hash = given_hash and used_at is null) $$;

-- Answers whether the link was still unused; locks the row so that two at once cannot both use it.
create function use_setup(given_hash bytea, at_time timestamptz) returns boolean
language plpgsql security definer set search_path = sextant, pg_temp as $$
begin
  update instance_secret set used_at = at_time where name = 'setup' and hash = given_hash and used_at is null;
  return found;
end $$;

-- A new link on each start, as long as there is no organization; answers false when there is one already.
create function renew_setup(new_hash bytea, at_time timestamptz) returns boolean
language plpgsql security definer set search_path = sextant, pg_temp as $$
begin
  if exists (select from organization) then return false; end if;
  insert into instance_secret (name, hash, created_at) values ('setup', new_hash, at_time)
  on conflict (name) do update set hash = excluded.hash, created_at = excluded.created_at, used_at = null;
  return true;
end $$;

create function organizations() returns setof uuid
language sql stable security definer set search_path = sextant, pg_temp as $$ select id from organization order by id $$;

create table stored_file (
  organization uuid not null,
  digest bytea not null check (length(digest) = 32),
  media_type text not null,
  name text not null,
  length bigint not null,
  nonce bytea not null,
  content bytea not null,
  stored_at timestamptz not null,
  primary key (organization, digest)
);
call protect('stored_file', 'select, insert');
comment on column stored_file.content is 'AES-256-GCM under a key that is kept outside the database.';

create table idempotent_request (
  organization uuid not null,
  person uuid not null,
  key text not null check (length(key) between 1 and 200),
  request_hash bytea not null,
  status integer,
  location text,
  etag text,
  body text,
  created_at timestamptz not null,
  primary key (organization, person, key)
);
call protect('idempotent_request', 'select, insert, update, delete');

-- db-scheduler's own table. It holds no content of an organization, only which work is due; every node needs all of it.
create table scheduled_tasks (
  task_name text not null,
  task_instance text not null,
  task_data bytea,
  execution_time timestamptz,
  picked boolean not null,
  picked_by text,
  last_success timestamptz,
  last_failure timestamptz,
  consecutive_failures integer,
  last_heartbeat timestamptz,
  version bigint not null,
  priority smallint,
  state text,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);
call protect_for_owner('scheduled_tasks');
create policy every_node on scheduled_tasks to sextant_app using (true) with check (true);
grant select, insert, update, delete on scheduled_tasks to sextant_app;
