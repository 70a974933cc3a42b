-- question: 各镇街志愿服务了多少小时？ | How many volunteer hours did each township receive?
-- grain:    范围内每个镇街一行，工时最少的在前 | one row per township in scope, fewest hours first
-- metric:   M22 M23 按镇街 | M22 M23 by township
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code            varchar  镇街代码 | Township code
-- column:   name                 varchar  镇街 | Township
-- column:   credited_hours       double   认定时长（小时） | Credited hours
-- column:   volunteers           bigint   服务人数（人） | Active volunteers
-- column:   hours_per_volunteer  double   人均时长（小时/人） | Hours per volunteer
-- column:   communities_served   bigint   有服务的村居（个） | Communities served
-- column:   communities          bigint   村居（个） | Communities
-- column:   served_share         double   服务覆盖率 | Communities served
-- column:   is_reported          boolean  当日已报 | Reported today
-- note:     镇街从未报过服务的，服务各列为空，不为 0 | Where a township has never reported service its columns are null, never 0
with township as (

    select area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)

),

service as (

    select
        township_code,
        sum(credited_minutes) / 60 as credited_hours,
        count(distinct person_id) filter (credited_minutes > 0) as volunteers,
        count(distinct area_code) filter (credited_minutes > 0) as communities_served
    from service_credit
    where served_on <= $duty_on
        and is_within(area_code, $area_code)
    group by township_code

),

community as (

    select township_code, count(*) as communities
    from current_area
    where area_level = 'community'
        and is_in_scope
        and is_within(area_code, $area_code)
    group by township_code

)

select
    township.area_code,
    township.name,
    if(told.township_code is not null, coalesce(service.credited_hours, 0), null) as credited_hours,
    if(told.township_code is not null, coalesce(service.volunteers, 0), null) as volunteers,
    share(service.credited_hours, service.volunteers) as hours_per_volunteer,
    if(told.township_code is not null, coalesce(service.communities_served, 0), null) as communities_served,
    coalesce(community.communities, 0) as communities,
    if(told.township_code is not null, share(coalesce(service.communities_served, 0), community.communities), null)
        as served_share,
    day_report.reported_at is not null as is_reported
from township
left join service_told($duty_on) as told on told.township_code = township.area_code
left join service on service.township_code = township.area_code
left join community on community.township_code = township.area_code
left join day_report
    on day_report.township_code = township.area_code
    and day_report.report_source = 'volunteer_service'
    and day_report.duty_on = $duty_on
order by credited_hours nulls last, township.area_code
