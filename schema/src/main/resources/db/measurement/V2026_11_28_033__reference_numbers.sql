-- The highest number that is given out is found at one end of this, whatever other references there are.
create index kpi_reference_number on kpi (organization, length(reference) desc, reference desc)
  where reference ~ '^KPI-[0-9]{1,6}$';
