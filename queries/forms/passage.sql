-- What was reported of this hour at this checkpoint.
select current_passage_hour.*
from board.current_passage_hour
where checkpoint_id = $checkpoint_id
    and hour_at = try_cast($hour_at as timestamptz)
order by passage_hour_id
limit 1
