-- Rows of a table in force on the current board as they were written: without positions that the board makes up.
create view recorded.{table} as
select *
from board.{table}
where recorded_at <= (select known_at from board.board)
qualify row_number() over (
    partition by {key}
    order by recorded_at desc, batch_id desc, row_no desc
) = 1 and not is_withdrawn
