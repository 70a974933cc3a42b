-- question: 各督导组出动了几天、连续几天，夜查暗访各占多少？ | How many days was each team out, how many in a row, and how often at night or unannounced?
-- grain:    每个出动过的组一行，连续天数最多的在前 | one row per team that went out, longest run of days first
-- metric:   M29 M30 按组 | M29 M30 by team
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   organisation_id    varchar  督导组编号 | Team id
-- column:   name               varchar  督导组 | Team
-- column:   stream             varchar  督导队伍 | Stream
-- column:   days_out           bigint   出动（天） | Days out
-- column:   longest_run_days   bigint   连续出动最长（天） | Longest run of days
-- column:   visits             bigint   走访（次） | Visits
-- column:   visits_per_day     double   日均走访（次） | Visits a day out
-- column:   places             bigint   到访村居（个） | Communities visited
-- column:   night_share        double   夜查占比 | Night share
-- column:   unannounced_share  double   暗访占比 | Unannounced share
-- column:   problems_found     bigint   发现问题（个） | Problems found
-- column:   problems_per_100   double   百次督导问题数 | Problems per 100 visits
-- note:     同一天多次走访计一天；中间隔一天即另起 | Several visits on a day are one day; a day in between starts a new run
with visit as (

    select *
    from place_visit
    where visited_on <= $duty_on
        and is_within(area_code, $area_code)

),

day as (

    select distinct
        organisation_id,
        visited_on,
        visited_on - dense_rank() over (partition by organisation_id order by visited_on)::integer as run
    from visit

),

run as (

    select organisation_id, run, count(*) as days
    from day
    group by organisation_id, run

),

longest as (

    select organisation_id, max(days) as longest_run_days, sum(days)::bigint as days_out
    from run
    group by organisation_id

),

found as (

    select visit.organisation_id, count(*) as problems_found
    from current_problem as problem
    inner join visit using (visit_id)
    where problem.found_at::date <= $duty_on
    group by visit.organisation_id

)

select
    visit.organisation_id,
    any_value(organisation.organisation_name) as name,
    min(visit.stream) as stream,
    any_value(longest.days_out) as days_out,
    any_value(longest.longest_run_days) as longest_run_days,
    count(*) as visits,
    share(count(*), any_value(longest.days_out)) as visits_per_day,
    count(distinct visit.community_code) as places,
    share(count(*) filter (visit.is_night), count(*)) as night_share,
    share(count(*) filter (visit.is_unannounced), count(*)) as unannounced_share,
    coalesce(any_value(found.problems_found), 0) as problems_found,
    100 * share(coalesce(any_value(found.problems_found), 0), count(*)) as problems_per_100
from visit
left join current_organisation as organisation using (organisation_id)
left join longest using (organisation_id)
left join found using (organisation_id)
group by visit.organisation_id
order by longest_run_days desc, visit.organisation_id
