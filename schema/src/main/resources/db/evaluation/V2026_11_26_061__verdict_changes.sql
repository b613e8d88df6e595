-- What changed lately: the objectives' own verdicts, newest first.
create index verdict_changes on verdict (organization, held_from desc) where target = objective;
