-- question: 填报负担一天天在减轻吗？ | Is the burden of reporting growing lighter?
-- grain:    从首次请求到所选日每日一行 | one row per day from the first request to the chosen one
-- metric:   M39 按日 | M39 by day
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   asked_on               date    日期 | Day
-- column:   communities            bigint  被索要的社区（个） | Communities asked
-- column:   requests               bigint  索要（份） | Requests
-- column:   fields_new             double  每社区首次字段（项） | New fields per community
-- column:   fields_known           double  每社区重复字段（项） | Fields already known, per community
-- column:   minutes_per_community  double  每社区填报（分钟） | Minutes per community
-- column:   known_share            double  重复字段占比 | Share already known
with scope_day as (

    select *
    from request_day
    where is_within(area_code, $area_code)
        and asked_on <= $duty_on

),

day as (

    select unnest(generate_series(min(asked_on)::timestamp, $duty_on::timestamp, interval 1 day))::date as asked_on
    from scope_day

)

select
    day.asked_on,
    count(distinct scope_day.area_code) as communities,
    count(distinct scope_day.data_request_id) as requests,
    share(sum(scope_day.fields - scope_day.fields_known), count(distinct scope_day.area_code)) as fields_new,
    share(sum(scope_day.fields_known), count(distinct scope_day.area_code)) as fields_known,
    share(sum(scope_day.fill_minutes), count(distinct scope_day.area_code)) as minutes_per_community,
    share(sum(scope_day.fields_known), sum(scope_day.fields)) as known_share
from day
left join scope_day using (asked_on)
group by day.asked_on
order by day.asked_on
