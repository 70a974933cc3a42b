-- question: 现在哪些告警还没解除？ | Which alarms are open now?
-- grain:    当前时刻每条未解除的告警一行，最重的在前 | one row per open alarm at the clock, gravest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   alarm_id         varchar      告警编号 | Alarm
-- column:   alarm_code       varchar      告警规则代码 | Rule code
-- column:   name_zh          varchar      告警 | Alarm in Chinese
-- column:   name_en          varchar      告警（英文） | Alarm
-- column:   severity         integer      级别 | Severity
-- column:   severity_state   varchar      级别 | Severity
-- column:   metric_id        varchar      指标 | Metric
-- column:   place_code       varchar      地点编号 | Place code
-- column:   area_code        varchar      区划代码 | Area code
-- column:   township_code    varchar      镇街代码 | Township code
-- column:   name             varchar      地点 | Place
-- column:   since_at         timestamptz  起始时间 | Since
-- column:   value            double       数值 | Value
-- column:   alarm_state      varchar      状态 | State
-- column:   acknowledged_at  timestamptz  确认时间 | Acknowledged at
-- column:   duty_post        varchar      确认岗位 | Acknowledged by
-- column:   reason           varchar      处置说明 | Reason
-- column:   returns_at       timestamptz  再次提醒时间 | Returns at
-- column:   is_muted         boolean      静音时段 | Muted now
-- note:     级别 1 关注、2 告急 | Severity: 1 watch, 2 act
-- note:     规则见 data/rules/alarm.csv；确认后超时未解除再次提醒 | Rules are rows of data/rules/alarm.csv; an alarm that is not solved in time returns
select
    alarm.alarm_id,
    alarm.alarm_code,
    alarm_rule.name_zh,
    alarm_rule.name_en,
    alarm.severity,
    case when alarm.severity > 1 then 'act' else 'watch' end as severity_state,
    alarm_rule.metric_id,
    alarm.place_code,
    alarm.area_code,
    alarm.township_code,
    alarm.place_name as name,
    alarm.since_at,
    alarm.value,
    alarm.alarm_state,
    alarm.acknowledged_at,
    alarm.duty_post,
    alarm.reason,
    alarm.returns_at,
    alarm.is_muted
from alarm
inner join alarm_rule using (alarm_code)
where is_within(alarm.area_code, $area_code)
order by alarm.alarm_state = 'acknowledged', alarm.severity desc, alarm.since_at, alarm.alarm_id
