-- question: 各镇街有多少告警还没解除？ | How many alarms are open in each township?
-- grain:    范围内每个镇街一行，最重的在前 | one row per township in scope, the gravest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   area_code     varchar      镇街代码 | Township code
-- column:   name          varchar      镇街 | Township
-- column:   alarms        bigint       未确认告警（条） | Alarms not acknowledged
-- column:   grave         bigint       其中告急（条） | of which to act on
-- column:   acknowledged  bigint       已确认（条） | Acknowledged
-- column:   oldest_at     timestamptz  最早起始 | Oldest since
-- column:   is_reported   boolean      最近应报的一班值守已报 | Duty of the last shift due is reported
-- note:     最近应报的一班未报的镇街，没有告警不等于平安 | Where the last shift due is not reported, no alarm is no sign of calm
with told as (

    select township_code, arg_max(is_reported, due_at) as is_reported
    from township_shift
    where due_at <= clock()
    group by township_code

)

select
    township.area_code,
    township.area_name as name,
    count(*) filter (alarm.alarm_state <> 'acknowledged') as alarms,
    count(*) filter (alarm.alarm_state <> 'acknowledged' and alarm.severity >= 2) as grave,
    count(*) filter (alarm.alarm_state = 'acknowledged') as acknowledged,
    min(alarm.since_at) filter (alarm.alarm_state <> 'acknowledged') as oldest_at,
    coalesce(any_value(told.is_reported), true) as is_reported
from current_area as township
left join told on told.township_code = township.area_code
left join alarm
    on alarm.township_code = township.area_code
    and is_within(alarm.area_code, $area_code)
where township.area_level = 'township'
    and township.is_in_scope
    and is_around(township.area_code, $area_code)
group by township.area_code, township.area_name
order by grave desc, alarms desc, township.area_code
