-- What is known of one person's duty at a checkpoint in a shift: the plan, or who came already.
select current_duty_shift.*
from board.current_duty_shift
where person_id = $person_id
    and checkpoint_id = $checkpoint_id
    and duty_on = try_cast($duty_on as date)
    and shift_code = $shift_code
order by actual_start_at nulls last, duty_shift_id
limit 1
