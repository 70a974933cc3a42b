-- question: 各支督导队伍走了多少、发现和整改了多少？ | What did each supervision stream visit, find and get fixed?
-- grain:    每支督导队伍一行 | one row per stream
-- metric:   M29 M30 M31 按督导队伍 | M29 M30 M31 by stream
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   stream              varchar  队伍代码 | Stream code
-- column:   name_zh             varchar  督导队伍 | Stream in Chinese
-- column:   name_en             varchar  督导队伍（英文） | Stream
-- column:   teams               bigint   督导组（个） | Teams
-- column:   visits              bigint   走访（次） | Visits
-- column:   places              bigint   到访村居（个） | Communities visited
-- column:   rounds              bigint   轮次 | Rounds
-- column:   rounds_per_day_min  bigint   每组每日最少走访（次） | Fewest visits per team and day
-- column:   night_share         double   夜查占比 | Night share
-- column:   unannounced_share   double   暗访占比 | Unannounced share
-- column:   problems_found      bigint   发现问题（个） | Problems found
-- column:   problems_fixed      bigint   已整改（个） | Fixed
-- column:   fixed_share         double   整改率 | Fixed share
-- column:   problems_per_100    double   百次督导问题数 | Problems per 100 visits
-- column:   suggestions         bigint   意见建议（条） | Suggestions
-- note:     一轮为该队伍有组外出的一天，由走访记录得出 | A round is a day on which teams of the stream went out, counted from the visits
with told as (

    select
        stream, area_code, organisation_id, happened_on, community_code, visits, night_visits, unannounced_visits,
        suggestions, 0 as problems, 0 as fixed
    from team_day
    where happened_on <= $duty_on

    union all

    select stream, area_code, null, null, null, 0, 0, 0, 0, 1, (fixed_at is not null)::integer
    from problem_seen($duty_on)

),

by_day as (

    select
        stream,
        organisation_id,
        happened_on,
        list(distinct community_code) filter (visits > 0) as communities,
        sum(visits) as visits,
        sum(night_visits) as night_visits,
        sum(unannounced_visits) as unannounced_visits,
        sum(suggestions) as suggestions,
        sum(problems) as problems,
        sum(fixed) as fixed
    from told
    where is_within(area_code, $area_code)
    group by stream, organisation_id, happened_on

),

counted as (

    select
        stream,
        count(distinct organisation_id) as teams,
        sum(visits)::bigint as visits,
        coalesce(len(list_distinct(flatten(list(communities)))), 0) as places,
        count(distinct happened_on) filter (visits > 0) as rounds,
        -- A team that stayed away for a day has made no round on it.
        count(*) filter (visits > 0) as days_out,
        min(visits) filter (visits > 0)::bigint as visits_least,
        sum(night_visits) as night_visits,
        sum(unannounced_visits) as unannounced_visits,
        sum(problems)::bigint as problems_found,
        sum(fixed)::bigint as problems_fixed,
        sum(suggestions)::bigint as suggestions
    from by_day
    group by stream
    having sum(visits) > 0

)

select
    counted.stream,
    code_list.name_zh,
    code_list.name_en,
    counted.teams,
    counted.visits,
    counted.places,
    counted.rounds,
    case when counted.days_out < counted.teams * day.days then 0 else counted.visits_least end as rounds_per_day_min,
    share(counted.night_visits, counted.visits) as night_share,
    share(counted.unannounced_visits, counted.visits) as unannounced_share,
    counted.problems_found,
    counted.problems_fixed,
    share(counted.problems_fixed, counted.problems_found) as fixed_share,
    100 * share(counted.problems_found, counted.visits) as problems_per_100,
    counted.suggestions
from counted
cross join (select count(*) as days from day_close where duty_on <= $duty_on) as day
left join code_list on code_list.column_name = 'stream' and code_list.code = counted.stream
order by code_list.sort_order, counted.stream
