-- Why what is recorded about somebody must stay, for a time or until further notice; of everybody where no person is named.
create table legal_hold (
  organization uuid not null references organization (id),
  id uuid not null,
  person uuid,
  reason text not null check (length(reason) between 1 and 2000),
  until date,
  placed_at timestamptz not null,
  placed_by uuid not null,
  lifted_at timestamptz,
  primary key (organization, id),
  foreign key (organization, person) references person (organization, id),
  foreign key (organization, placed_by) references person (organization, id)
);
call protect('legal_hold', 'select, insert, update');
comment on column legal_hold.until is 'The last day on which it holds; null until it is lifted.';

-- What commitments hid of a person in every version but the newest goes with its salts, so that nobody can say any more what it was,
-- and by what they signed in. The leaves stay, and the journal verifies. Answers how many values there were.
create function erase_person(given uuid) returns integer
language plpgsql security definer set search_path = sextant, pg_temp as $$
declare
  of_organization uuid := current_organization();
  newest integer;
  gone integer;
begin
  select version into newest from person where organization = of_organization and id = given and not active;
  if newest is null then raise exception 'no such person, or an active one'; end if;
  delete from disclosure where organization = of_organization and kind = 'person' and id = given and number < newest;
  get diagnostics gone = row_count;
  delete from credential where organization = of_organization and person = given;
  delete from session where organization = of_organization and person = given;
  delete from api_token where organization = of_organization and person = given;
  delete from invitation where organization = of_organization and person = given;
  delete from role_grant where organization = of_organization and person = given;
  delete from idempotent_request where organization = of_organization and person = given;
  return gone;
end $$;
