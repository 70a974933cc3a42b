-- What the current board knows of a table.
create view known.{table} as
select *
from board.current_{table}
