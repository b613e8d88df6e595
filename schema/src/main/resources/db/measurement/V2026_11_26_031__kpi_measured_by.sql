-- What somebody is to measure.
create index kpi_measured_by on kpi (organization, measured_by) where not retired;
