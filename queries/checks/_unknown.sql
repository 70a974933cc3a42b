-- A table the current board does not have yet: known, and empty.
create view {schema}.{table} as
select {columns}
where false
