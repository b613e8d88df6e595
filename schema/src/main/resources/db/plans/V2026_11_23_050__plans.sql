create table plan (
  organization uuid not null,
  objective uuid not null,
  version integer not null,
  primary key (organization, objective),
  foreign key (organization, objective) references objective (organization, id)
);
call protect('plan', 'select, insert, update');

create table action (
  organization uuid not null,
  id uuid not null,
  objective uuid not null,
  position integer not null,
  title text not null check (length(title) between 1 and 300),
  responsible uuid,
  team uuid,
  due date,
  state text not null check (state in ('open', 'done', 'cancelled')),
  primary key (organization, id),
  foreign key (organization, objective) references plan (organization, objective),
  foreign key (organization, responsible) references person (organization, id),
  foreign key (organization, team) references team (organization, id)
);
create index action_objective on action (organization, objective, position);
create index action_responsible on action (organization, responsible, due);
call protect('action', 'select, insert, update, delete');
