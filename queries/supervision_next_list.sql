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
with visited as (

    select
        place_code,
        max(happened_on) filter (calls > 0) as last_visit_on,
        sum(calls) filter (happened_on > $duty_on - 7 and calls > 0)::bigint as visits_7_days,
        count(*) filter (happened_on > $duty_on - 7 and calls > norm_value('inspections_per_day')) as days_over
    from place_day
    where happened_on <= $duty_on
    group by place_code

),

trouble as (

    select
        community_code,
        count(*) filter (problem_status = 'open') as open_problems,
        count(*) filter (return_at <= seen_at and problem_status <> 'closed') as returned
    from problem_seen($duty_on)
    group by community_code

),

place as (

    select
        community.area_code,
        community.name,
        community.township_name,
        visited.last_visit_on,
        date_diff('day', visited.last_visit_on, $duty_on) as days_since_visit,
        if(visits_are_told($duty_on), coalesce(visited.visits_7_days, 0), visited.visits_7_days) as visits_7_days,
        coalesce(trouble.open_problems, 0) as open_problems,
        coalesce(trouble.returned, 0) as returned
    from community_place as community
    left join visited on visited.place_code = community.area_code
    left join trouble on trouble.community_code = community.area_code
    where visits_are_kept()
        and community.township_code is not null
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

),

ranked as (

    select
        reasoned.*,
        row_number() over (
            order by code_list.sort_order, reasoned.days_since_visit desc nulls first, reasoned.open_problems desc,
                reasoned.area_code
        ) as turn
    from reasoned
    left join code_list on code_list.column_name = 'visit_reason' and code_list.code = reasoned.visit_reason

)

select area_code, name, township_name, visit_reason, days_since_visit, visits_7_days, open_problems, returned
from ranked
where turn <= norm_value('next_visits')
order by turn
