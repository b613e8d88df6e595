-- The demonstration organization: made by `run --demo`, and never by an interface.
alter table organization add column demonstration text check (demonstration in ('begun', 'told'));
comment on column organization.demonstration is 'Null for a real one. In a demonstration nothing is real; its sign-ins exist only while the server runs with --demo.';

create function demonstration_organization() returns table (id uuid, told boolean)
language sql stable security definer set search_path = sextant, pg_temp as
$$ select id, demonstration = 'told' from organization where demonstration is not null $$;

-- Takes every way to sign in from the persons of demonstration organizations: passwords, invitations, sessions and tokens.
create function close_demonstration_sign_ins(at_time timestamptz) returns void
language sql security definer set search_path = sextant, pg_temp as $$
  delete from credential where organization in (select id from organization where demonstration is not null);
  update invitation set used_at = at_time
    where used_at is null and organization in (select id from organization where demonstration is not null);
  update session set revoked_at = at_time
    where revoked_at is null and organization in (select id from organization where demonstration is not null);
  update api_token set revoked_at = at_time
    where revoked_at is null and organization in (select id from organization where demonstration is not null);
$$;
