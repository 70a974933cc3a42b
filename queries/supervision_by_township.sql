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
with township as (

    select area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)

),

community as (

    select
        current_area.township_code,
        current_area.area_code,
        max(place_visit.visited_on) as last_visit_on,
        count(place_visit.visit_id) as visits
    from current_area
    left join place_visit
        on place_visit.community_code = current_area.area_code
        and place_visit.visited_on <= $duty_on
    where current_area.area_level = 'community'
        and current_area.is_in_scope
        and is_within(current_area.area_code, $area_code)
    group by current_area.township_code, current_area.area_code

),

hamlet as (

    select township_code, count(*) as hamlets, min(visits) as hamlet_rounds
    from (
        select current_area.township_code, current_area.area_code, count(place_visit.visit_id) as visits
        from current_area
        left join place_visit
            on place_visit.area_code = current_area.area_code
            and place_visit.visited_on <= $duty_on
        where current_area.area_level = 'hamlet'
            and is_within(current_area.area_code, $area_code)
        group by all
    )
    group by township_code

)

select
    township.area_code,
    township.name,
    count(community.area_code) as communities,
    if(visits_are_told($duty_on), count(*) filter (
        date_diff('day', community.last_visit_on, $duty_on)
        < norm_value('supervision_window_days')
    ), null) as visited_in_window,
    if(visits_are_told($duty_on), share(
        count(*) filter (
            date_diff('day', community.last_visit_on, $duty_on)
            < norm_value('supervision_window_days')
        ),
        count(community.area_code)
    ), null) as visited_share,
    if(visits_are_kept(), count(community.area_code) - count(community.last_visit_on), null) as never_visited,
    max(date_diff('day', community.last_visit_on, $duty_on))::bigint as longest_days,
    if(visits_are_kept(), coalesce(sum(community.visits), 0)::bigint, null) as visits,
    coalesce(any_value(hamlet.hamlets), 0) as hamlets,
    any_value(hamlet.hamlet_rounds) as hamlet_rounds,
    bool_or(day_report.reported_at is not null) as is_reported
from township
left join community on community.township_code = township.area_code
left join hamlet on hamlet.township_code = township.area_code
left join day_report
    on day_report.township_code = township.area_code
    and day_report.report_source = 'supervision_visit'
    and day_report.duty_on = $duty_on
group by township.area_code, township.name
order by visited_share nulls last, never_visited desc, township.area_code
