-- question: 大屏轮播先看哪里，为什么？ | Which places does a rotating wall show first, and why?
-- grain:    one row per township in scope, the gravest first
-- metric:   M03 by township
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     值守日期 | Duty date
-- param:    shift_code  varchar  班次 | Shift
-- column:   area_code        varchar      镇街代码 | Township code
-- column:   name             varchar      镇街 | Township
-- column:   severity         integer      级别：0 平稳 1 关注或未报 2 告急 | Severity
-- column:   change_share     double       与上一班相比的变化（0 至 1） | Change against the shift before
-- column:   people_short     bigint       缺口（人） | Short
-- column:   alarms           bigint       未确认告警（条） | Alarms not acknowledged
-- column:   newest_alarm_at  timestamptz  最新告急时间 | Newest grave alarm
-- note:     变化按缺口增减计，达到告急线即为 1 | Change is the gap's, 1 where it reaches the value to act on
with limits as (

    select threshold.watch, threshold.act
    from threshold
    where threshold.metric_id = 'M03'

),

ordered as (

    select
        state.*,
        lag(state.people_short) over (partition by state.township_code order by moment.starts_at) as people_short_before
    from township_shift as state
    inner join moment using (duty_on, shift_code)

),

ringing as (

    select
        township_code,
        count(*) as alarms,
        max(severity) as severity,
        max(since_at) filter (severity >= 2) as newest_alarm_at
    from alarm
    where alarm_state <> 'acknowledged'
    group by township_code

)

select
    ordered.township_code as area_code,
    township.area_name as name,
    greatest(
        coalesce(ringing.severity, 0),
        case
            when ordered.people_short is null then 1
            when ordered.people_short >= limits.act then 2
            when ordered.people_short >= limits.watch then 1
            else 0
        end
    ) as severity,
    least(coalesce(abs(ordered.people_short - ordered.people_short_before), 0) / limits.act, 1.0) as change_share,
    ordered.people_short,
    coalesce(ringing.alarms, 0) as alarms,
    ringing.newest_alarm_at
from ordered
cross join limits
inner join current_area as township on township.area_code = ordered.township_code
left join ringing on ringing.township_code = ordered.township_code
where ordered.duty_on = $duty_on
    and ordered.shift_code = $shift_code
    and is_within(ordered.township_code, $area_code)
order by severity desc, change_share desc, area_code
