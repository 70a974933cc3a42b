-- Rows as handed in, with what the board has under their key in the columns that the sheet does not have, and which
-- those are.
select
    written.*,
    {columns},
    case when board_row.{key} is not null then '{names}' end as kept_columns
from written
left join recorded.{table} as board_row
    on board_row.{key} = written.{key}
order by written.row_no
