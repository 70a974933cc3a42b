-- question: 告警各数由哪些告警相加而成？ | Which alarms add up to the numbers?
-- grain:    当前时刻每条未解除的告警一行，最重的在前 | one row per open alarm at the clock, gravest first
-- metric:   alarm_open alarm_grave alarm_returned alarm_noted 按告警 | alarm_open alarm_grave alarm_returned alarm_noted by alarm
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name_zh  varchar  告警 | Alarm in Chinese
-- column:   name_en  varchar  告警（英文） | Alarm
-- column:   name  varchar  地点 | Place
-- column:   severity_state  varchar  级别 | Severity
-- column:   since_at  timestamptz  起始时间 | Since
-- column:   alarm_state  varchar  状态 | State
-- column:   alarms  bigint  计告警 | Counted as an alarm
-- column:   unnoted  bigint  计未确认 | Counted as not acknowledged
-- column:   grave  bigint  计未确认告急 | Counted as to act on
-- column:   returned  bigint  计再次提醒 | Counted as returned
-- column:   acknowledged  bigint  计已确认 | Counted as acknowledged
-- column:   source  varchar  规则出处 | Source of the rule
select
    alarm.area_code,
    alarm_rule.name_zh,
    alarm_rule.name_en,
    alarm.place_name as name,
    case when alarm.severity > 1 then 'act' else 'watch' end as severity_state,
    alarm.since_at,
    alarm.alarm_state,
    1::bigint as alarms,
    (alarm.alarm_state <> 'acknowledged')::bigint as unnoted,
    (alarm.alarm_state <> 'acknowledged' and alarm.severity >= 2)::bigint as grave,
    (alarm.alarm_state = 'returned')::bigint as returned,
    (alarm.alarm_state = 'acknowledged')::bigint as acknowledged,
    alarm_rule.source
from alarm
inner join alarm_rule using (alarm_code)
where is_within(alarm.area_code, $area_code)
order by unnoted desc, alarm.severity desc, alarm.since_at, alarm.alarm_id
