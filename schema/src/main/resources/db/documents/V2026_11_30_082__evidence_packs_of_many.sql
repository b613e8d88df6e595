-- Besides one objective: a choice of objectives, a unit with those below it, or the whole register, each as of a moment;
-- and nobody need wait for one any longer.
alter table evidence_pack
  alter column objective drop not null,
  add column scope text not null default 'objective' check (scope in ('objective', 'choice', 'unit', 'register')),
  add column unit uuid,
  add column units uuid[] not null default '{}',
  add column objectives integer not null default 1 check (objectives > 0),
  add column as_of timestamptz,
  drop constraint evidence_pack_state_check,
  add constraint evidence_pack_state_check check (state in ('queued', 'building', 'ready', 'failed', 'cancelled')),
  add constraint evidence_pack_of_objective check ((scope = 'objective') = (objective is not null)),
  add constraint evidence_pack_of_unit check ((scope = 'unit') = (unit is not null)),
  add foreign key (organization, unit) references unit (organization, id);
alter table evidence_pack
  alter column scope drop default,
  alter column units drop default,
  alter column objectives drop default;
comment on column evidence_pack.units is 'Whose evidence it holds: whoever may not build the evidence of all of them does not see it. Empty for one objective, whose unit is asked at that time.';
comment on column evidence_pack.as_of is 'The moment it shows; null for the moment it is built.';

create table evidence_pack_choice (
  organization uuid not null,
  pack uuid not null,
  objective uuid not null,
  primary key (organization, pack, objective),
  foreign key (organization, pack) references evidence_pack (organization, id),
  foreign key (organization, objective) references objective (organization, id)
);
call protect('evidence_pack_choice', 'select, insert');
comment on table evidence_pack_choice is 'What a choice of objectives consists of.';
