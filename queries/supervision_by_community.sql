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
with visited as (

    select
        place_code,
        max(happened_on) filter (calls > 0) as last_visit_on,
        sum(calls)::bigint as visits,
        sum(calls) filter (happened_on > $duty_on - 7 and calls > 0)::bigint as visits_7_days,
        max(calls) filter (happened_on > $duty_on - 7 and calls > 0) as most_in_a_day,
        nullif(count(*) filter (happened_on > $duty_on - 7 and calls > norm_value('inspections_per_day')), 0) as days_over,
        len(list_distinct(flatten(list(teams) filter (happened_on > $duty_on - 7 and teams is not null)))) as teams_7_days,
        len(list_distinct(flatten(list(topics) filter (happened_on > $duty_on - 7 and topics is not null)))) as repeated_items,
        sum(contradictions) filter (happened_on > $duty_on - 7 and topics is not null)::bigint as contradictions,
        sum(problems_found)::bigint as problems_found
    from place_day
    where happened_on <= $duty_on
    group by place_code

)

select
    community.area_code,
    community.name,
    community.township_name,
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
    if(told.is_told, coalesce(visited.teams_7_days, 0), visited.teams_7_days) as teams_7_days,
    if(told.is_told, coalesce(visited.repeated_items, 0), visited.repeated_items) as repeated_items,
    if(told.is_told, coalesce(visited.contradictions, 0), visited.contradictions) as contradictions,
    community.checkpoints,
    if(problems_are_kept(), coalesce(visited.problems_found, 0), null) as problems_found
from community_place as community
cross join (select visits_are_told($duty_on) as is_told) as told
left join visited on visited.place_code = community.area_code
where community.township_code is not null
    and is_within(community.area_code, $area_code)
order by days_since_visit desc nulls first, checkpoints desc, community.area_code
