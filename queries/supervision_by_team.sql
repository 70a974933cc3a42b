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
with day as (

    select
        organisation_id,
        happened_on,
        happened_on - row_number() over (partition by organisation_id, sum(visits) > 0 order by happened_on)::integer
            as run,
        min(stream) filter (visits > 0) as stream,
        list(distinct community_code) filter (visits > 0) as communities,
        sum(visits) as visits,
        sum(night_visits) as night_visits,
        sum(unannounced_visits) as unannounced_visits,
        sum(problems_found) as problems_found
    from team_day
    where happened_on <= $duty_on
        and is_at_place
        and is_within(area_code, $area_code)
    group by organisation_id, happened_on

),

run as (

    select
        organisation_id,
        count(*) filter (visits > 0) as days,
        min(stream) as stream,
        flatten(list(communities)) as communities,
        sum(visits) as visits,
        sum(night_visits) as night_visits,
        sum(unannounced_visits) as unannounced_visits,
        sum(problems_found) as problems_found
    from day
    group by organisation_id, run, visits > 0

),

team as (

    select
        organisation_id,
        min(stream) as stream,
        sum(days)::bigint as days_out,
        max(days) as longest_run_days,
        sum(visits)::bigint as visits,
        coalesce(len(list_distinct(flatten(list(communities)))), 0) as places,
        sum(night_visits) as night_visits,
        sum(unannounced_visits) as unannounced_visits,
        sum(problems_found)::bigint as problems_found
    from run
    group by organisation_id

)

select
    team.organisation_id,
    organisation.organisation_name as name,
    team.stream,
    team.days_out,
    team.longest_run_days,
    team.visits,
    share(team.visits, team.days_out) as visits_per_day,
    team.places,
    share(team.night_visits, team.visits) as night_share,
    share(team.unannounced_visits, team.visits) as unannounced_share,
    team.problems_found,
    100 * share(team.problems_found, team.visits) as problems_per_100
from team
left join current_organisation as organisation using (organisation_id)
order by team.longest_run_days desc, team.organisation_id
