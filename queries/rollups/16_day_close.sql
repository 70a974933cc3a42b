-- One row per duty date that has begun: the moment its picture counts as closed, which is the end of the day and of
-- its last shift and the time that reports then still take.
create table day_close as
with day as (

    select duty_on, greatest(max(ends_at), (duty_on + 1)::timestamp::timestamptz) as ends_at
    from moment
    group by duty_on
    having bool_or(shift_state <> 'future')

),

closing as (

    select day.duty_on, day.ends_at + to_minutes(norm.value::bigint) as closes_at
    from day
    inner join norm on norm.norm_code = 'day_close_minutes'

)

select closing.duty_on, closing.closes_at, closing.closes_at <= board.clock_at as is_closed
from closing
cross join board
order by closing.duty_on;
