-- question: 哪些村居最久没人去看过，哪些又查得太多？ | Which communities have waited longest, and which are over-inspected?
-- grain:    one row per community in scope, never visited first, then longest ago
-- metric:   M28 by community
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code        varchar  村居代码 | Community code
-- column:   name             varchar  村居 | Community
-- column:   township_name    varchar  镇街 | Township
-- column:   lon              double   经度（度） | Longitude
-- column:   lat              double   纬度（度） | Latitude
-- column:   days_since_visit bigint   距上次到访（天） | Days since visit
-- column:   last_visit_on    date     最近到访 | Last visit
-- column:   visits           bigint   到访（次） | Visits
-- column:   visits_7_days    bigint   近七日到访（次） | Visits in 7 days
-- column:   checkpoints      bigint   卡点（个） | Checkpoints
-- column:   problems_found   bigint   发现问题（个） | Problems found
-- note:     从未到访者天数为空，不是 0 | A community never visited has no days, not 0
with visited as (

    select
        area_code,
        max(last_visit_at)::date as last_visit_on,
        sum(visits)::bigint as visits,
        coalesce(sum(visits) filter (date_diff('day', active_on, $duty_on) < 7), 0)::bigint as visits_7_days,
        sum(problems_found)::bigint as problems_found
    from area_day
    where active_on <= $duty_on
    group by area_code

),

post as (

    select area_code, count(*) as checkpoints
    from current_checkpoint
    group by area_code

)

select
    community.area_code,
    community.area_name as name,
    township.area_name as township_name,
    community.lon,
    community.lat,
    date_diff('day', visited.last_visit_on, $duty_on) as days_since_visit,
    visited.last_visit_on,
    coalesce(visited.visits, 0) as visits,
    coalesce(visited.visits_7_days, 0) as visits_7_days,
    coalesce(post.checkpoints, 0) as checkpoints,
    coalesce(visited.problems_found, 0) as problems_found
from current_area as community
inner join current_area as township on township.area_code = community.township_code
left join visited on visited.area_code = community.area_code
left join post on post.area_code = community.area_code
where community.area_level = 'community'
    and community.is_in_scope
    and is_within(community.area_code, $area_code)
order by days_since_visit desc nulls first, checkpoints desc, community.area_code
