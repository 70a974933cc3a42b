-- question: 谁该报没报，晚了多久，连续几次？ | Who owes which report, how late, and how many times in a row?
-- grain:    每个来源和地方一行：最近到期的一份报送，未报在前，迟报次之 | one row per source and place: the last report that fell due, missing first, then late
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     截止日期 | To date
-- column:   report_source     varchar      报送内容 | Source
-- column:   area_code         varchar      镇街代码 | Township code
-- column:   name              varchar      镇街 | Township
-- column:   cadence           varchar      多久一报 | How often
-- column:   duty_on           date         所属日期 | Date
-- column:   shift_code        varchar      班次 | Shift
-- column:   due_at            timestamptz  应报时限 | Due
-- column:   reported_at       timestamptz  报送时间 | Reported at
-- column:   report_status     varchar      状态 | Status
-- column:   minutes_late      bigint       迟（分钟） | Late (min)
-- column:   streak            bigint       连续迟报或缺报（次） | Late or missing in a row
-- column:   in_time           bigint       按时（次） | In time
-- column:   fell_due          bigint       已到期（次） | Fell due
-- column:   last_reported_at  timestamptz  最近一次报送 | Last report
-- note:     应报内容、地方和频次以应报清单为准；未到时限的不列 | What is expected, where and how often is the list of expected reports; what is not yet due is left out
select
    owed.report_source,
    owed.township_code as area_code,
    current_area.area_name as name,
    owed.cadence,
    owed.duty_on,
    owed.shift_code,
    owed.due_at,
    owed.reported_at,
    owed.report_status,
    round(owed.minutes_late)::bigint as minutes_late,
    owed.streak,
    owed.in_time,
    owed.fell_due,
    owed.last_reported_at
from report_owed($duty_on) as owed
inner join current_area on current_area.area_code = owed.township_code
where is_around(owed.township_code, $area_code)
order by
    case owed.report_status when 'missing' then 1 when 'late' then 2 else 3 end,
    owed.streak desc,
    owed.minutes_late desc,
    owed.report_source,
    area_code
