-- The rows in force as known now, so that no page compares versions.
create table current_{table} as
select * exclude (batch_id, row_no, recorded_at, is_withdrawn)
from {table}_as_of((select known_at from board))
order by all;
