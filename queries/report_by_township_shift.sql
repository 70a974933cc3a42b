-- question: 各镇街每一班是按时、迟报还是未报？ | Did each township report each shift on time, late or not at all?
-- grain:    所选日为止七日内每个镇街和班次一行 | one row per township and shift of the seven days up to the chosen one
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     截止日期 | To date
-- column:   area_code      varchar      镇街代码 | Township code
-- column:   name           varchar      镇街 | Township
-- column:   duty_on        date         值守日期 | Duty date
-- column:   shift_code     varchar      班次 | Shift
-- column:   due_at         timestamptz  应报时限 | Due
-- column:   reported_at    timestamptz  报送时间 | Reported at
-- column:   minutes_late   double       迟报（分钟） | Late (min)
-- column:   report_status  varchar      报送状态 | Status
select
    shift_report.township_code as area_code,
    current_area.area_name as name,
    shift_report.duty_on,
    shift_report.shift_code,
    shift_report.due_at,
    shift_report.reported_at,
    greatest(date_diff('second', shift_report.due_at, shift_report.reported_at) / 60.0, 0) as minutes_late,
    case
        when shift_report.reported_at <= shift_report.due_at then 'on_time'
        when shift_report.reported_at is not null then 'late'
        when shift_report.due_at > clock() then 'not_due'
        else 'missing'
    end as report_status
from shift_report
inner join current_area on current_area.area_code = shift_report.township_code
where shift_report.duty_on between $duty_on - 6 and $duty_on
    and is_around(shift_report.township_code, $area_code)
order by shift_report.township_code, shift_report.duty_on, shift_report.due_at
