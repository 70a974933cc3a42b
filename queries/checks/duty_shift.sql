-- Planned and actual times of a duty: in order, of a length one person can stand, on the date they name.
select sheet_no, row_no, 'planned_end_at' as column_name, '须晚于计划上岗时间' as expected_zh, 'after the planned start' as expected_en
from duty_shift
where planned_end_at <= planned_start_at

union all

select sheet_no, row_no, 'planned_end_at', '一班不得超过 24 小时', 'a shift of at most 24 hours'
from duty_shift
where planned_end_at > planned_start_at + interval 24 hours

union all

select sheet_no, row_no, 'actual_end_at', '不得早于实际上岗时间', 'not before the actual start'
from duty_shift
where actual_end_at < actual_start_at

union all

select sheet_no, row_no, 'actual_end_at', '一班不得超过 24 小时', 'a shift of at most 24 hours'
from duty_shift
where actual_end_at > actual_start_at + interval 24 hours

union all

select sheet_no, row_no, 'actual_end_at', '有下岗时间须有上岗时间', 'a start to every end'
from duty_shift
where actual_end_at is not null
    and actual_start_at is null

union all

-- A shift belongs to the date on which its window starts; people may relieve each other two hours early.
select
    sheet_no,
    row_no,
    'duty_on',
    '须与计划上岗时间为同一天（' || strftime(planned_start_at, '%Y-%m-%d %H:%M') || '）',
    'the date of the planned start (' || strftime(planned_start_at, '%Y-%m-%d %H:%M') || ')'
from duty_shift
where planned_start_at < duty_on::timestamptz - interval 2 hours
    or planned_start_at >= duty_on::timestamptz
        + to_minutes((select greatest(max(starts_minute) + 1, 1440) from shift)::bigint)
