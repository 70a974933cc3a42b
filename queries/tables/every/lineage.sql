-- Where each row came from and when the centre learned it; added to every fact table.
alter table {table} add column batch_id varchar;
alter table {table} add column row_no integer;
alter table {table} add column recorded_at timestamptz;
alter table {table} add column is_withdrawn boolean;
