-- Townships in scope compared fairly, one row per township and duty date: what it was expected to show had it been like
-- all others, and how far from it chance alone would carry it. The same for every reader, but for what small counts of
-- people must hide, which depends on the rows beside them.
create table township_fair as
with day as (

    select
        duty_on,
        seen_at(duty_on) as seen_at,
        arg_max(shift_code, starts_at) filter (shift_state <> 'future') as shift_code
    from moment
    group by duty_on

),

walked as (

    select day.duty_on, visit.township_code, visit.stream, count(*) as visits
    from day
    inner join place_visit as visit on visit.visited_on <= day.duty_on
    group by day.duty_on, visit.township_code, visit.stream

),

problem as (

    select
        day.duty_on,
        stretch.stream,
        stretch.township_code,
        stretch.found_at <= day.seen_at - interval 24 hour as is_ripe,
        coalesce(stretch.verified_at, stretch.closed_at) is not null as is_verified
    from day
    inner join problem_stretch as stretch
        on stretch.from_at <= day.seen_at
        and (stretch.until_at is null or stretch.until_at > day.seen_at)

),

stream_rate as (

    select walked.duty_on, walked.stream, share(any_value(found.problems), sum(walked.visits)) as rate
    from walked
    inner join (select duty_on, stream, count(*) as problems from problem group by duty_on, stream) as found
        using (duty_on, stream)
    group by walked.duty_on, walked.stream

),

exposure as (

    select
        walked.duty_on,
        walked.township_code,
        sum(walked.visits)::bigint as visits,
        coalesce(sum(walked.visits * stream_rate.rate), 0)::double as expected
    from walked
    left join stream_rate using (duty_on, stream)
    group by walked.duty_on, walked.township_code

),

found as (

    select
        duty_on,
        township_code,
        count(*) as problems_found,
        count(*) filter (is_ripe) as ripe,
        count(*) filter (is_ripe and is_verified) as ripe_verified
    from problem
    group by duty_on, township_code

),

pooled as (

    select duty_on, share(sum(ripe_verified), sum(ripe)) as verified_share
    from found
    group by duty_on

),

recent as (

    select day.duty_on, visit.township_code, count(distinct visit.call_id) as calls
    from day
    inner join place_visit as visit on visit.visited_on between day.duty_on - 6 and day.duty_on
    where visit.community_code is not null
    group by day.duty_on, visit.township_code

),

size as (

    -- Part of the households would make the load of a township look light.
    select
        township_code,
        count(*) as communities,
        case when count(*) = count(households) then sum(households) end::bigint as households
    from current_area
    where area_level = 'community'
        and is_in_scope
    group by township_code

),

short as (

    select gap.duty_on, gap.township_code, sum(gap.people_short_rested)::bigint as people_short_rested
    from gap_reason as gap
    inner join day using (duty_on, shift_code)
    group by gap.duty_on, gap.township_code

),

tired as (

    select
        rest.duty_on,
        rest.township_code,
        count(*) as workers,
        count(*) filter (rest.must_rest) as people_must_rest
    from person_rest as rest
    inner join day using (duty_on, shift_code)
    group by rest.duty_on, rest.township_code

),

measured as (

    select
        day.duty_on,
        township.area_code,
        township.area_name as name,
        coalesce(exposure.visits, 0) as visits,
        coalesce(exposure.expected, 0) as expected,
        coalesce(found.problems_found, 0) as problems_found,
        coalesce(found.ripe, 0) as ripe,
        coalesce(found.ripe_verified, 0) as ripe_verified,
        pooled.verified_share as pooled_share,
        recent.calls,
        size.communities,
        size.households,
        tired.workers,
        tired.people_must_rest,
        short.people_short_rested
    from current_area as township
    cross join day
    left join pooled on pooled.duty_on = day.duty_on
    left join exposure on exposure.duty_on = day.duty_on and exposure.township_code = township.area_code
    left join found on found.duty_on = day.duty_on and found.township_code = township.area_code
    left join recent on recent.duty_on = day.duty_on and recent.township_code = township.area_code
    left join size on size.township_code = township.area_code
    left join short on short.duty_on = day.duty_on and short.township_code = township.area_code
    left join tired on tired.duty_on = day.duty_on and tired.township_code = township.area_code
    where township.area_level = 'township'
        and township.is_in_scope

),

limits as (

    select
        *,
        count_low(expected) as problems_low,
        count_high(expected) as problems_high,
        share(ripe_verified, ripe) as verified_share,
        share_low(pooled_share, ripe) as verified_low,
        share_high(pooled_share, ripe) as verified_high
    from measured

)

select
    duty_on,
    area_code,
    name,
    if(visits_are_kept(), visits, null) as visits,
    if(problems_are_kept(), problems_found, null) as problems_found,
    problems_found - problems_high as excess,
    100 * share(problems_found, visits) as problems_per_100,
    100 * share(expected, visits) as rate_expected,
    100 * share(problems_low, visits) as rate_low,
    100 * share(problems_high, visits) as rate_high,
    verdict_of(problems_found, problems_low, problems_high, expected) as rate_verdict,
    if(problems_are_kept(), ripe, null) as ripe,
    if(problems_are_kept(), ripe_verified, null) as ripe_verified,
    verified_share,
    pooled_share as verified_expected,
    verified_low,
    verified_high,
    verdict_of(verified_share, verified_low, verified_high, ripe * least(pooled_share, 1 - pooled_share))
        as verified_verdict,
    share(if(visits_are_told(duty_on), coalesce(calls, 0), null), communities) as visits_per_place,
    share(households, workers) as households_per_worker,
    people_short_rested,
    people_must_rest
from limits
order by duty_on, area_code;
