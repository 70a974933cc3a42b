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
with visit as (

    select visit.*, place.community_code
    from current_supervision_visit as visit
    left join place_visit as place using (visit_id)
    where visit.arrived_at::date <= $duty_on
        and is_within(visit.area_code, $area_code)

),

team_day as (

    select stream, organisation_id, arrived_at::date as visited_on, count(*) as visits
    from visit
    group by all

),

pace as (

    -- A team that stayed away for a day has made no round on it.
    select
        team_day.stream,
        case when count(*) < count(distinct team_day.organisation_id) * any_value(day.days)
            then 0 else min(team_day.visits) end as rounds_per_day_min
    from team_day
    cross join (
        select count(distinct duty_on) as days
        from moment
        where duty_on <= $duty_on and shift_state <> 'future'
    ) as day
    group by team_day.stream

),

walked as (

    select
        stream,
        count(distinct organisation_id) as teams,
        count(*) as visits,
        count(distinct community_code) as places,
        count(distinct arrived_at::date) as rounds,
        count(*) filter (extract(hour from arrived_at) >= 22 or extract(hour from arrived_at) < 8) as night_visits,
        count(*) filter (is_unannounced) as unannounced_visits
    from visit
    group by stream

),

found as (

    select
        stream,
        count(*) as problems_found,
        count(*) filter (fixed_at is not null) as problems_fixed
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)
    group by stream

),

advice as (

    select visit.stream, count(*) as suggestions
    from current_suggestion as suggestion
    inner join visit using (visit_id)
    where suggestion.made_at::date <= $duty_on
    group by visit.stream

)

select
    walked.stream,
    code_list.name_zh,
    code_list.name_en,
    walked.teams,
    walked.visits,
    walked.places,
    walked.rounds,
    pace.rounds_per_day_min,
    share(walked.night_visits, walked.visits) as night_share,
    share(walked.unannounced_visits, walked.visits) as unannounced_share,
    coalesce(found.problems_found, 0) as problems_found,
    coalesce(found.problems_fixed, 0) as problems_fixed,
    share(found.problems_fixed, found.problems_found) as fixed_share,
    100 * share(coalesce(found.problems_found, 0), walked.visits) as problems_per_100,
    coalesce(advice.suggestions, 0) as suggestions
from walked
left join pace using (stream)
left join found using (stream)
left join advice using (stream)
left join code_list on code_list.column_name = 'stream' and code_list.code = walked.stream
order by code_list.sort_order, walked.stream
