-- Rows of a period that the board has and the file does not, at the places the file speaks of; as text, withdrawn.
select
    {columns},
    'true' as is_withdrawn
from recorded.{table} as board_row
where board_row.{day}::date between $first_on and $last_on
    and board_row.{place} in (select {place} from {table} where sheet_no = $sheet_no)
    and board_row.{key} not in (select {key} from {table} where sheet_no = $sheet_no)
order by board_row.{key}
