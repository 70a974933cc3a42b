-- question: 镇街之间的差别，是偶然波动还是真有差别，背后负担如何？ | Do townships differ by more than chance, and what load do they carry?
-- grain:    范围内每个镇街一行，超出控制限最多的在前，不作判断的在后 | one row per township in scope, furthest above its limit first, those not judged last
-- metric:   M30 M32 按镇街，附控制限 | M30 M32 by township, with limits
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code             varchar  镇街代码 | Township code
-- column:   name                  varchar  镇街 | Township
-- column:   visits                bigint   走访（次） | Visits
-- column:   problems_found        bigint   发现问题（个） | Problems found
-- column:   problems_per_100      double   百次督导问题数 | Problems per 100 visits
-- column:   rate_expected         double   平均水平 | Expected
-- column:   rate_low              double   正常波动下限 | Lower limit
-- column:   rate_high             double   正常波动上限 | Upper limit
-- column:   rate_verdict          varchar  问题数判断 | Verdict on problems
-- column:   ripe                  bigint   发现满 24 小时（个） | Found over 24 h ago
-- column:   ripe_verified         bigint   其中已复核（个） | of which verified
-- column:   verified_share        double   整改销号率 | Verified closure
-- column:   verified_expected     double   全域整改销号率 | Verified closure, all
-- column:   verified_low          double   销号率波动下限 | Lower limit of closure
-- column:   verified_high         double   销号率波动上限 | Upper limit of closure
-- column:   verified_verdict      varchar  销号率判断 | Verdict on closure
-- column:   visits_per_place      double   村均近七日督导（次） | Visits per community in 7 days
-- column:   households_per_worker double   人均户数（户） | Households per worker
-- column:   people_short_rested   bigint   真实缺口（人） | True gap
-- column:   people_must_rest      bigint   应休未休（人） | Must rest
-- note:     各支队伍分别同口径比较：期望数 = Σ 本队走访 × 本队全域发现率；限为期望 ± 3√期望（u 图） | Each stream against itself: expected = Σ visits × the stream's own rate; limits are expected ± 3√expected (u-chart)
-- note:     期望数不足规则数的不作判断；户数未登记、人数过少处为空 | Nothing is judged where too little is expected; null where households are not on record or people are few
with township as (

    select area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope

),

walked as (

    select township_code, stream, count(*) as visits
    from place_visit
    where visited_on <= $duty_on
    group by township_code, stream

),

problem as (

    select *
    from problem_seen($duty_on)

),

stream_rate as (

    select
        walked.stream,
        share(any_value(found.problems), sum(walked.visits)) as rate
    from walked
    inner join (select stream, count(*) as problems from problem group by stream) as found using (stream)
    group by walked.stream

),

exposure as (

    select
        walked.township_code,
        sum(walked.visits)::bigint as visits,
        coalesce(sum(walked.visits * stream_rate.rate), 0)::double as expected
    from walked
    left join stream_rate using (stream)
    group by walked.township_code

),

found as (

    select
        township_code,
        count(*) as problems_found,
        count(*) filter (found_at <= seen_at - interval 24 hour) as ripe,
        count(*) filter (found_at <= seen_at - interval 24 hour and coalesce(verified_at, closed_at) is not null)
            as ripe_verified
    from problem
    group by township_code

),

pooled as (

    select share(sum(ripe_verified), sum(ripe)) as verified_share
    from found

),

recent as (

    select township_code, count(distinct call_id) as calls
    from place_visit
    where visited_on between $duty_on - 6 and $duty_on
        and community_code is not null
    group by township_code

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

latest as (

    select arg_max(shift_code, starts_at) as shift_code
    from moment
    where duty_on = $duty_on
        and shift_state <> 'future'

),

short as (

    select gap_reason.township_code, sum(gap_reason.people_short_rested)::bigint as people_short_rested
    from gap_reason
    inner join latest using (shift_code)
    where gap_reason.duty_on = $duty_on
    group by gap_reason.township_code

),

tired as (

    select person_rest.township_code, count(*) as workers, count(*) filter (person_rest.must_rest) as people_must_rest
    from person_rest
    inner join latest using (shift_code)
    where person_rest.duty_on = $duty_on
    group by person_rest.township_code

),

measured as (

    select
        township.area_code,
        township.name,
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
    from township
    cross join pooled
    left join exposure on exposure.township_code = township.area_code
    left join found on found.township_code = township.area_code
    left join recent on recent.township_code = township.area_code
    left join size on size.township_code = township.area_code
    left join short on short.township_code = township.area_code
    left join tired on tired.township_code = township.area_code

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

),

judged as (

    select
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
        share(if(visits_are_told($duty_on), coalesce(calls, 0), null), communities) as visits_per_place,
        share(households, workers) as households_per_worker,
        people_short_rested,
        guarded_beside(people_must_rest, true) as people_must_rest
    from limits
    where is_around(area_code, $area_code)

)

select * exclude (excess)
from judged
order by rate_verdict = 'few', excess desc, problems_per_100 desc nulls last, area_code
