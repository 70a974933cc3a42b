-- question: 下一轮该先去哪里，为什么？ | Where should teams go next, and why?
-- grain:    每个下次该去的村居一行，最急的在前 | one row per community to visit next, most urgent first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code         varchar  村居代码 | Community code
-- column:   name              varchar  村居 | Community
-- column:   township_name     varchar  镇街 | Township
-- column:   visit_reason      varchar  理由 | Reason
-- column:   days_since_visit  bigint   距上次到访（天） | Days since visit
-- column:   visits_7_days     bigint   近七日到访（次） | Visits in 7 days
-- column:   open_problems     bigint   未整改问题（个） | Open problems
-- column:   returned          bigint   反弹问题（个） | Problems that came back
-- note:     先从未到访和久未到访，再反弹和未整改，其余按间隔；近七日已被过度督导的不列 | Never and long unvisited first, then relapsed and open, then by age; places inspected too often of late are left out
-- note:     没有督导登记的行动没有行：没有登记不是没有到访 | No rows where no visits are kept: what is not kept was not left out
with day as (

    select community_code, visited_on, count(distinct call_id) as visits
    from place_visit
    where visited_on <= $duty_on
    group by community_code, visited_on

),

visited as (

    select
        community_code,
        max(visited_on) as last_visit_on,
        sum(visits) filter (date_diff('day', visited_on, $duty_on) < 7)::bigint as visits_7_days,
        count(*) filter (
            visits > norm_value('inspections_per_day') and date_diff('day', visited_on, $duty_on) < 7
        ) as days_over
    from day
    group by community_code

),

trouble as (

    select
        area_within.ancestor_code as area_code,
        count(*) filter (problem.problem_status = 'open') as open_problems,
        count(*) filter (problem.problem_id in (
            select next_problem_id from problem_return where returned_at <= seen_at($duty_on)
        ) and problem.problem_status <> 'closed') as returned
    from problem_seen($duty_on) as problem
    inner join area_within using (area_code)
    group by area_within.ancestor_code

),

place as (

    select
        community.area_code,
        community.area_name as name,
        township.area_name as township_name,
        visited.last_visit_on,
        date_diff('day', visited.last_visit_on, $duty_on) as days_since_visit,
        if(visits_are_told($duty_on), coalesce(visited.visits_7_days, 0), visited.visits_7_days) as visits_7_days,
        coalesce(trouble.open_problems, 0) as open_problems,
        coalesce(trouble.returned, 0) as returned
    from current_area as community
    inner join current_area as township on township.area_code = community.township_code
    left join visited on visited.community_code = community.area_code
    left join trouble on trouble.area_code = community.area_code
    where community.area_level = 'community'
        and community.is_in_scope
        and visits_are_kept()
        and coalesce(visited.days_over, 0) = 0
        and is_within(community.area_code, $area_code)

),

reasoned as (

    select
        *,
        case
            when last_visit_on is null then 'never'
            when days_since_visit >= norm_value('visit_interval_days') then 'blind'
            when returned > 0 then 'relapse'
            when open_problems > 0 then 'open'
            else 'age'
        end as visit_reason
    from place

)

select
    reasoned.area_code,
    reasoned.name,
    reasoned.township_name,
    reasoned.visit_reason,
    reasoned.days_since_visit,
    reasoned.visits_7_days,
    reasoned.open_problems,
    reasoned.returned
from reasoned
left join code_list on code_list.column_name = 'visit_reason' and code_list.code = reasoned.visit_reason
qualify row_number() over (
    order by code_list.sort_order, reasoned.days_since_visit desc nulls first, reasoned.open_problems desc, reasoned.area_code
) <= norm_value('next_visits')
order by code_list.sort_order, reasoned.days_since_visit desc nulls first, reasoned.open_problems desc, reasoned.area_code
