-- question: 哪些镇街督导覆盖不足？ | Which townships are under-inspected?
-- grain:    范围内每个镇街一行，在岗率最低的在前 | one row per township in scope, lowest coverage first
-- metric:   M27 M28 按镇街 | M27 M28 by township
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code          varchar  镇街代码 | Township code
-- column:   name               varchar  镇街 | Township
-- column:   communities        bigint   在册村居（个） | Communities
-- column:   visited_in_window  bigint   窗口内到访（个） | Visited in window
-- column:   visited_share      double   覆盖率 | Coverage
-- column:   never_visited      bigint   从未到访（个） | Never visited
-- column:   longest_days       bigint   最久未到（天） | Longest since visit
-- column:   visits             bigint   走访（次） | Visits
-- column:   hamlets            bigint   塆组（个） | Hamlets
-- column:   hamlet_rounds      bigint   塆组走遍（遍） | Full rounds of hamlets
-- column:   is_reported        boolean  当日已报 | Reported today
-- note:     走遍几遍，以到访最少的塆组为准；没有塆组登记则为空 | Full rounds are those of the hamlet visited least; null where no hamlets are on record
-- note:     窗口期内全部署没有一次走访送来的，窗口内到访与覆盖率为空 | Where no visit of the window has come from anywhere, visited in window and coverage are null
-- note:     没有督导登记的行动，走访各列为空，不为 0 | Where no visits are kept at all the columns of visits are null, never 0
with place as (

    select
        township_code,
        is_community,
        max(happened_on) filter (calls > 0) as last_visit_on,
        sum(paid) as visits
    from place_day
    where (happened_on <= $duty_on or happened_on is null)
        and (is_community or is_hamlet)
        and is_within(area_code, $area_code)
    group by township_code, area_code, is_community

),

visited as (

    select
        township_code,
        count(*) filter (is_community) as communities,
        count(*) filter (
            is_community and date_diff('day', last_visit_on, $duty_on) < norm_value('supervision_window_days')
        ) as visited_in_window,
        count(*) filter (is_community and last_visit_on is null) as never_visited,
        max(date_diff('day', last_visit_on, $duty_on)) as longest_days,
        sum(visits) filter (is_community)::bigint as visits,
        count(*) filter (not is_community) as hamlets,
        min(visits) filter (not is_community)::bigint as hamlet_rounds
    from place
    group by township_code

)

select
    township.area_code,
    township.area_name as name,
    coalesce(visited.communities, 0) as communities,
    if(visits_are_told($duty_on), coalesce(visited.visited_in_window, 0), null) as visited_in_window,
    if(visits_are_told($duty_on), share(visited.visited_in_window, visited.communities), null) as visited_share,
    if(visits_are_kept(), coalesce(visited.never_visited, 0), null) as never_visited,
    visited.longest_days,
    if(visits_are_kept(), coalesce(visited.visits, 0), null) as visits,
    coalesce(visited.hamlets, 0) as hamlets,
    visited.hamlet_rounds,
    township.area_code in (
        select day_report.township_code
        from day_report
        where day_report.report_source = 'supervision_visit'
            and day_report.duty_on = $duty_on
            and day_report.reported_at is not null
    ) as is_reported
from current_area as township
left join visited on visited.township_code = township.area_code
where township.area_level = 'township'
    and township.is_in_scope
    and is_around(township.area_code, $area_code)
order by visited_share nulls last, never_visited desc, township.area_code
