-- question: 什么情况会告警，多久再次提醒？ | What raises an alarm, and after how long does it return?
-- grain:    每条规则一行 | one row per rule
-- column:   alarm_code         varchar  规则代码 | Rule code
-- column:   name_zh            varchar  告警 | Alarm in Chinese
-- column:   name_en            varchar  告警（英文） | Alarm
-- column:   severity           integer  级别 | Severity
-- column:   severity_state     varchar  级别 | Severity
-- column:   at_least           double   达到 | At least
-- column:   shifts             integer  连续班次（班） | Shifts in a row
-- column:   repeat_minutes     integer  再次提醒（分钟） | Returns after (minutes)
-- column:   muted_from_minute  integer  静音起（分钟） | Muted from
-- column:   muted_to_minute    integer  静音止（分钟） | Muted to
-- column:   source_zh          varchar  出处 | Source in Chinese
-- column:   source_en          varchar  出处（英文） | Source
-- note:     只写一种语言的出处，两种语言都用它 | A source written in one language only stands for both
select
    alarm_code,
    name_zh,
    name_en,
    severity,
    case when severity > 1 then 'act' else 'watch' end as severity_state,
    at_least,
    shifts,
    repeat_minutes,
    muted_from_minute,
    muted_to_minute,
    in_chinese(source) as source_zh,
    in_english(source) as source_en
from alarm_rule
order by severity desc, alarm_code
