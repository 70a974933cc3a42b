-- question: 哪些村居还没有志愿服务？ | Which communities have had no volunteer service?
-- grain:    范围内每个村居一行 | one row per community in scope
-- metric:   M22 按村居 | M22 by community
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code       varchar  村居代码 | Community code
-- column:   name            varchar  村居 | Community
-- column:   township_name   varchar  镇街 | Township
-- column:   lon             double   经度（度） | Longitude
-- column:   lat             double   纬度（度） | Latitude
-- column:   credited_hours  double   认定时长（小时） | Credited hours
-- column:   last_served_on  date     最近服务 | Last served
-- note:     所属镇街从未报过服务的，时长为空，不为 0 | Where its township has never reported service the hours are null, never 0
with served as (

    select
        area_code,
        sum(credited_minutes) / 60 as credited_hours,
        max(active_on) filter (credited_minutes > 0) as last_served_on
    from area_day
    where active_on <= $duty_on
    group by area_code

)

select
    community.area_code,
    community.name,
    community.township_name,
    community.lon,
    community.lat,
    if(told.township_code is not null, coalesce(served.credited_hours, 0), null) as credited_hours,
    served.last_served_on
from community_place as community
left join service_told($duty_on) as told on told.township_code = community.township_code
left join served on served.area_code = community.area_code
where community.township_code is not null
    and is_within(community.area_code, $area_code)
order by credited_hours, community.area_code
