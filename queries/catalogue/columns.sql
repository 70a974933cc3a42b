-- Which columns the tables have, in the order they are defined, with what their comments say.
select duckdb_columns.table_name, column_name, lower(data_type) as data_type, is_nullable, duckdb_columns.comment, duckdb_tables.comment as table_comment
from duckdb_columns()
inner join duckdb_tables() using (table_oid)
where not duckdb_columns.internal
order by duckdb_tables.table_oid, column_index
