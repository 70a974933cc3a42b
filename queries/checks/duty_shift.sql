-- Planned and actual times of a duty: in order, of a length one person can stand, on the date they name.
select sheet_no, row_no, 'planned_end_at' as column_name, 'RULE-13' as fault_code, null as given
from duty_shift
where planned_end_at <= planned_start_at

union all

select sheet_no, row_no, 'planned_end_at', 'RULE-14', null
from duty_shift
where planned_end_at > planned_start_at + interval 24 hours

union all

select sheet_no, row_no, 'actual_end_at', 'RULE-15', null
from duty_shift
where actual_end_at < actual_start_at

union all

select sheet_no, row_no, 'actual_end_at', 'RULE-16', null
from duty_shift
where actual_end_at > actual_start_at + interval 24 hours

union all

select sheet_no, row_no, 'actual_end_at', 'RULE-17', null
from duty_shift
where actual_end_at is not null
    and actual_start_at is null

union all

-- A shift belongs to the date on which its window starts; people may relieve each other two hours early.
select
    sheet_no,
    row_no,
    'duty_on',
    'RULE-43',
    json_object('start_at', strftime(planned_start_at, '%Y-%m-%d %H:%M'))
from duty_shift
where planned_start_at < duty_on::timestamptz - interval 2 hours
    or planned_start_at >= duty_on::timestamptz
        + to_minutes((select greatest(max(starts_minute) + 1, 1440) from shift)::bigint)
