-- question: 最近到期的应报，收到了多少？ | Of the reports that fell due last, how many have come?
-- grain:    一行 | one row
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     截止日期 | To date
-- column:   expected        bigint  应报（份） | Expected
-- column:   received        bigint  已收（份） | Received
-- column:   received_share  double  收报率 | Received share
-- column:   missing         bigint  未报（份） | Missing
-- column:   late            bigint  迟报（份） | Late
-- column:   places_missing  bigint  有未报的镇街（个） | Townships with a report missing
-- column:   longest_streak  bigint  最长连续（次） | Longest streak
-- column:   longest_name    varchar  连续最长的镇街 | Township of the longest streak
-- note:     没有应报清单、或还没有到期的，各项为空 | Null where nothing is expected or nothing has fallen due
select
    nullif(count(*), 0) as expected,
    if(count(*) > 0, count(*) filter (owed.report_status <> 'missing'), null) as received,
    count(*) filter (owed.report_status <> 'missing') / nullif(count(*), 0)::double as received_share,
    if(count(*) > 0, count(*) filter (owed.report_status = 'missing'), null) as missing,
    if(count(*) > 0, count(*) filter (owed.report_status = 'late'), null) as late,
    if(count(*) > 0, count(distinct owed.township_code) filter (owed.report_status = 'missing'), null) as places_missing,
    max(owed.streak) as longest_streak,
    arg_max(current_area.area_name, (owed.streak, owed.minutes_late, owed.township_code)) filter (owed.streak > 0) as longest_name
from report_owed($duty_on) as owed
inner join current_area on current_area.area_code = owed.township_code
where is_around(owed.township_code, $area_code)
