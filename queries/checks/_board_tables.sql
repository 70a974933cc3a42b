-- Which tables the attached board has.
select table_name
from duckdb_tables()
where database_name = 'board'
