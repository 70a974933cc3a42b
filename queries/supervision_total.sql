-- question: 最近几天督导到了多少村居，还有多少从未到过？ | How many communities were visited lately, and how many never?
-- grain:    一行 | one row
-- metric:   M27 督导覆盖率 = 窗口内到访村居 / 在册村居 | M27 Supervision coverage = communities visited within the window / communities in the register
-- metric:   M28 督导最久未到 = 距上次到访的天数；从未到访按无穷大（天） | M28 Visit recency = days since the last visit; never visited counts as infinite (days)
-- metric:   M29 夜查与暗访占比 = 夜查或暗访 / 走访 | M29 Night and unannounced share = visits at night or unannounced / visits
-- metric:   M30 百次督导问题数 = 问题 / 走访 × 100（个/百次） | M30 Problems per 100 visits = problems / visits × 100 (problems per 100 visits)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   communities          bigint  在册村居（个） | Communities in scope
-- column:   visited_in_window    bigint  窗口内到访（个） | Visited in window
-- column:   visited_share        double  督导覆盖率 | Coverage
-- column:   last_told_on         date    走访没有送来时，此前最近有走访的一天 | Last day with a visit, where none has come since
-- column:   visited_ever         bigint  曾到访（个） | Ever visited
-- column:   never_visited        bigint  从未到访（个） | Never visited
-- column:   median_days          double  距上次到访中位数（天） | Median days since visit
-- column:   window_days          double  统计窗口（天） | Window
-- column:   blind                bigint  久未到访（个），近几日无走访送来为空 | Not visited for long; null where no visit of the last days has come
-- column:   interval_days        double  最长间隔（天） | Longest interval
-- column:   over_inspected       bigint  过度督导（个） | Inspected too often
-- column:   limit_per_day        double  单日上限（次） | Limit a day
-- column:   repeated_items       bigint  重复检查（项次） | Items repeated
-- column:   contradictions       bigint  矛盾要求（对） | Contradictory demands
-- column:   visits               bigint  走访（次） | Visits
-- column:   night_visits         bigint  夜查（次） | Night visits
-- column:   night_share          double  夜查占比 | Night share
-- column:   unannounced_visits   bigint  暗访（次） | Unannounced
-- column:   unannounced_share    double  暗访占比 | Unannounced share
-- column:   problems_found       bigint  发现问题（个） | Problems found
-- column:   problems_per_100     double  百次督导问题数 | Problems per 100 visits
-- note:     中位数为空表示过半村居从未到访 | A null median means that more than half were never visited
-- note:     窗口期内全部署没有一次走访送来的，窗口内到访与覆盖率为空，不为 0 | Where no visit of the window has come from anywhere, visited in window and coverage are null, never 0
-- note:     久未到访含从未到访；单日超过上限为过度督导，看近七日 | Not visited for long includes never; too often is over the daily limit within 7 days
with place as (

    select
        bool_or(is_community) as is_community,
        max(happened_on) filter (calls > 0) as last_visit_on,
        count(*) filter (calls > norm_value('inspections_per_day') and happened_on > $duty_on - 7) as days_over,
        len(list_distinct(flatten(list(topics) filter (happened_on > $duty_on - 7)))) as repeated_items,
        sum(contradictions) filter (happened_on > $duty_on - 7) as contradictions,
        sum(visits) as visits,
        sum(night_visits) as night_visits,
        sum(unannounced_visits) as unannounced_visits,
        sum(problems_found) as problems_found
    from place_day
    where (happened_on <= $duty_on or happened_on is null)
        and is_within(area_code, $area_code)
    group by place_code

),

counted as (

    select
        visits_are_told($duty_on) as is_told,
        visits_are_kept() as is_kept,
        count(*) filter (is_community) as communities,
        count(*) filter (
            is_community and date_diff('day', last_visit_on, $duty_on) < norm_value('supervision_window_days')
        ) as visited_in_window,
        count(last_visit_on) filter (is_community) as visited_ever,
        median(coalesce(date_diff('day', last_visit_on, $duty_on)::double, 'infinity'::double))
            filter (is_community) as median_days,
        count(*) filter (
            is_community and date_diff('day', last_visit_on, $duty_on) >= norm_value('visit_interval_days')
        ) as long_ago,
        count(*) filter (is_community and days_over > 0) as over_inspected,
        coalesce(sum(repeated_items), 0)::bigint as repeated_items,
        coalesce(sum(contradictions), 0)::bigint as contradictions,
        coalesce(sum(visits), 0)::bigint as visits,
        coalesce(sum(night_visits), 0)::bigint as night_visits,
        coalesce(sum(unannounced_visits), 0)::bigint as unannounced_visits,
        coalesce(sum(problems_found), 0)::bigint as problems_found
    from place

)

select
    communities,
    if(is_told, visited_in_window, null) as visited_in_window,
    share(if(is_told, visited_in_window, null), communities) as visited_share,
    if(is_told, null, last_told_on($duty_on)) as last_told_on,
    if(is_kept, visited_ever, null) as visited_ever,
    communities - visited_ever as never_visited,
    case when isfinite(median_days) then median_days end as median_days,
    norm_value('supervision_window_days') as window_days,
    if(is_told, communities - visited_ever + long_ago, null) as blind,
    norm_value('visit_interval_days') as interval_days,
    if(is_told, over_inspected, null) as over_inspected,
    norm_value('inspections_per_day') as limit_per_day,
    if(is_kept, repeated_items, null) as repeated_items,
    if(is_kept, contradictions, null) as contradictions,
    if(is_kept, visits, null) as visits,
    if(is_kept, night_visits, null) as night_visits,
    share(night_visits, visits) as night_share,
    if(is_kept, unannounced_visits, null) as unannounced_visits,
    share(unannounced_visits, visits) as unannounced_share,
    if(is_kept, problems_found, null) as problems_found,
    100 * share(problems_found, visits) as problems_per_100
from counted
