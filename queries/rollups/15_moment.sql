-- One row per duty date and shift up to tomorrow: its window, and the moment its head count is true for:
-- the middle of a closed shift, the clock in the running one, none in a future one.
create table moment as
with day as (

    select unnest(generate_series(
        first_on::timestamp,
        (clock_at::date + 1)::timestamp,
        interval 1 day
    ))::date as duty_on
    from board

),

shift_window as (

    select
        day.duty_on,
        shift.shift_code,
        (day.duty_on::timestamp + to_minutes(shift.starts_minute))::timestamptz as starts_at,
        (day.duty_on::timestamp + to_minutes(shift.ends_minute))::timestamptz as ends_at
    from day
    cross join shift

)

select
    shift_window.duty_on,
    shift_window.shift_code,
    shift_window.starts_at,
    shift_window.ends_at,
    case
        when shift_window.ends_at <= board.clock_at then 'closed'
        when shift_window.starts_at <= board.clock_at then 'running'
        else 'future'
    end as shift_state,
    case
        when shift_window.ends_at <= board.clock_at
            then shift_window.starts_at + (shift_window.ends_at - shift_window.starts_at) / 2
        when shift_window.starts_at <= board.clock_at then board.clock_at
    end as moment_at
from shift_window
cross join board
order by shift_window.starts_at, shift_window.shift_code;
