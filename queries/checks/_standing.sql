-- Which rows of a table the board has already: exactly as they are ('same'), or otherwise ('other').
select
    mine.sheet_no,
    mine.row_no,
    case when {same} and mine.is_withdrawn is not true then 'same' else 'other' end as standing
from {table} as mine
inner join recorded.{table} as board_row
    on mine.{key} = board_row.{key}
