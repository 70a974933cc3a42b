-- question: 志愿服务时长每天有多少？ | How many hours were served each day?
-- grain:    从首日到所选日每日一行；没有镇街报送的为空值 | one row per day from the first to the chosen one; null where no township has reported
-- metric:   M22 按日 | M22 by day
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   served_on           date    日期 | Day
-- column:   claimed_hours       double  申报（小时） | Claimed
-- column:   credited_hours      double  认定（小时） | Credited
-- column:   townships_reported  bigint  已报镇街（个） | Townships reported
-- column:   townships_expected  bigint  应报镇街（个） | Townships expected
with reporting as (

    select
        duty_on,
        count(reported_at) as townships_reported,
        count(*) as townships_expected
    from day_report
    where report_source = 'volunteer_service'
        and is_around(township_code, $area_code)
    group by duty_on

),

service as (

    select
        active_on,
        sum(claimed_minutes) / 60 as claimed_hours,
        sum(credited_minutes) / 60 as credited_hours
    from area_day
    where is_within(area_code, $area_code)
    group by active_on

)

select
    reporting.duty_on as served_on,
    case when reporting.townships_reported > 0 or service.claimed_hours > 0
        then coalesce(service.claimed_hours, 0) end as claimed_hours,
    case when reporting.townships_reported > 0 or service.claimed_hours > 0
        then coalesce(service.credited_hours, 0) end as credited_hours,
    reporting.townships_reported,
    reporting.townships_expected
from reporting
left join service on service.active_on = reporting.duty_on
where reporting.duty_on <= $duty_on
order by reporting.duty_on
