-- An objective of one unit may serve an objective of a unit above it: the cascade through functions and levels (6.2).
alter table objective_version
  add column serves uuid,
  add foreign key (organization, serves) references objective (organization, id);
create index objective_version_serves on objective_version (organization, serves) where serves is not null;
