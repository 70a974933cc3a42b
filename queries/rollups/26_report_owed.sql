-- Every report that was to come, by the shift or by the day, and when it came.
create table report_slot as
with slot as (

    select 'duty_shift' as report_source, township_code, duty_on, shift_code, due_at, reported_at
    from shift_report
    union all
    select report_source, township_code, duty_on, null, due_at, reported_at
    from day_report

)

select slot.*, area.area_name as name
from slot
left join current_area as area on area.area_code = slot.township_code;

-- The last report that fell due of each source and place up to the end of a day, and for how many in a row none came
-- in time. What is expected and how often is the list of expected reports, by source, place and shift or day.
create macro report_owed(duty_day) as table
with judged as (

    select
        slot.*,
        board.clock_at,
        case
            when slot.reported_at <= slot.due_at then 'on_time'
            when slot.reported_at is not null then 'late'
            else 'missing'
        end as report_status
    from report_slot as slot
    cross join board
    where slot.duty_on <= duty_day
        and slot.due_at <= board.clock_at

),

counted as (

    select
        judged.*,
        count(*) filter (report_status = 'on_time') over newest_first as in_time_since,
        row_number() over newest_first as turn,
        max(reported_at) over (partition by report_source, township_code) as last_reported_at
    from judged
    window newest_first as (
        partition by report_source, township_code
        order by due_at desc, shift_code
        rows unbounded preceding
    )

)

select
    report_source,
    township_code,
    max(if(shift_code is null, 'day', 'shift')) as cadence,
    max(duty_on) filter (turn = 1) as duty_on,
    max(shift_code) filter (turn = 1) as shift_code,
    max(due_at) filter (turn = 1) as due_at,
    max(reported_at) filter (turn = 1) as reported_at,
    max(report_status) filter (turn = 1) as report_status,
    max(greatest(seconds_between(due_at, coalesce(reported_at, clock_at)) / 60.0, 0)) filter (turn = 1)
        as minutes_late,
    count(*) filter (in_time_since = 0) as streak,
    count(*) as fell_due,
    count(*) filter (report_status = 'on_time') as in_time,
    max(last_reported_at) as last_reported_at
from counted
group by report_source, township_code;
