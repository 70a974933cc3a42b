-- A table the current board does not have yet: known, and empty.
create view known.{table} as
select {columns}
where false
