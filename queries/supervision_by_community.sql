-- question: 哪些村居最久没人去看过，哪些又查得太多？ | Which communities have waited longest, and which are over-inspected?
-- grain:    范围内每个村居一行，从未到访的在前，再按最久 | one row per community in scope, never visited first, then longest ago
-- metric:   M28 按村居 | M28 by community
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code        varchar  村居代码 | Community code
-- column:   name             varchar  村居 | Community
-- column:   township_name    varchar  镇街 | Township
-- column:   lon              double   经度（度） | Longitude
-- column:   lat              double   纬度（度） | Latitude
-- column:   visit_state      varchar  状态 | State
-- column:   days_since_visit bigint   距上次到访（天） | Days since visit
-- column:   last_visit_on    date     最近到访 | Last visit
-- column:   visits           bigint   到访（次） | Visits
-- column:   visits_7_days    bigint   近七日到访（次） | Visits in 7 days
-- column:   most_in_a_day    bigint   近七日单日最多（次） | Most in a day
-- column:   days_over        bigint   近七日超限（天） | Days over the limit
-- column:   teams_7_days     bigint   近七日到访队伍（支） | Teams in 7 days
-- column:   repeated_items   bigint   重复检查项（项） | Items repeated
-- column:   contradictions   bigint   矛盾要求（对） | Contradictory demands
-- column:   checkpoints      bigint   卡点（个） | Checkpoints
-- column:   problems_found   bigint   发现问题（个） | Problems found
-- note:     各支队伍合并计算，一组一天走一村的几个塆组计一次 | All streams together; a team that walks several hamlets of a community on a day has called once
-- note:     从未到访者天数为空，不是 0 | A community never visited has no days, not 0
-- note:     近几日无走访送来，近七日各列为空 | Where no visit of the last days has come the columns of seven days are null
-- note:     没有督导登记的行动，到访各列为空：没有登记不是没有到访 | Where no visits are kept the columns of visits are null: what is not kept was not left out
with day as (

    select
        community_code,
        visited_on,
        count(distinct call_id) as visits,
        max(visited_on) over (partition by community_code) as last_visit_on,
        date_diff('day', visited_on, $duty_on) < 7 as is_recent
    from place_visit
    where visited_on <= $duty_on
        and community_code is not null
    group by community_code, visited_on

),

visited as (

    select
        community_code,
        any_value(last_visit_on) as last_visit_on,
        sum(visits)::bigint as visits,
        sum(visits) filter (is_recent)::bigint as visits_7_days,
        max(visits) filter (is_recent)::bigint as most_in_a_day,
        nullif(count(*) filter (is_recent and visits > norm_value('inspections_per_day')), 0) as days_over
    from day
    group by community_code

),

recent as (

    select community_code, count(distinct organisation_id) as teams_7_days
    from place_visit
    where visited_on between $duty_on - 6 and $duty_on
    group by community_code

),

repeated as (

    select
        place_code,
        count(distinct check_topic) as repeated_items,
        count(*) filter (is_contradictory) as contradictions
    from check_repeat
    where other_visited_on between $duty_on - 6 and $duty_on
    group by place_code

),

found as (

    select area_within.ancestor_code as area_code, sum(area_day.problems_found)::bigint as problems_found
    from area_day
    inner join area_within using (area_code)
    where area_day.active_on <= $duty_on
    group by area_within.ancestor_code

),

told as (select visits_are_told($duty_on) as is_told),

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
    case
        when not visits_are_kept() then null
        when visited.last_visit_on is null then 'never'
        when date_diff('day', visited.last_visit_on, $duty_on) >= norm_value('visit_interval_days') then 'blind'
        when visited.days_over > 0 then 'over'
        else 'normal'
    end as visit_state,
    date_diff('day', visited.last_visit_on, $duty_on) as days_since_visit,
    visited.last_visit_on,
    if(visits_are_kept(), coalesce(visited.visits, 0), null) as visits,
    if(told.is_told, coalesce(visited.visits_7_days, 0), visited.visits_7_days) as visits_7_days,
    if(told.is_told, coalesce(visited.most_in_a_day, 0), visited.most_in_a_day) as most_in_a_day,
    if(told.is_told, coalesce(visited.days_over, 0), visited.days_over) as days_over,
    if(told.is_told, coalesce(recent.teams_7_days, 0), recent.teams_7_days) as teams_7_days,
    if(told.is_told, coalesce(repeated.repeated_items, 0), repeated.repeated_items) as repeated_items,
    if(told.is_told, coalesce(repeated.contradictions, 0), repeated.contradictions) as contradictions,
    coalesce(post.checkpoints, 0) as checkpoints,
    if(problems_are_kept(), coalesce(found.problems_found, 0), null) as problems_found
from current_area as community
inner join current_area as township on township.area_code = community.township_code
cross join told
left join visited on visited.community_code = community.area_code
left join recent on recent.community_code = community.area_code
left join repeated on repeated.place_code = community.area_code
left join found on found.area_code = community.area_code
left join post on post.area_code = community.area_code
where community.area_level = 'community'
    and community.is_in_scope
    and is_within(community.area_code, $area_code)
order by days_since_visit desc nulls first, checkpoints desc, community.area_code
