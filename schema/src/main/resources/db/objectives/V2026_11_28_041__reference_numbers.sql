-- The highest number that is given out is found at one end of this, whatever other references there are.
create index objective_reference_number on objective (organization, length(reference) desc, reference desc)
  where reference ~ '^OBJ-[0-9]{1,6}$';
