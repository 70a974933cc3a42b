-- question: 大屏轮播先看哪里，为什么？ | Which places does a rotating wall show first, and why?
-- grain:    范围内每个镇街一行，最重的在前 | one row per township in scope, the gravest first
-- metric:   M03 M07 M27 M34 按镇街 | M03 M07 M27 M34 by township
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     值守日期 | Duty date
-- param:    shift_code  varchar  班次 | Shift
-- column:   area_code     varchar  镇街代码 | Township code
-- column:   name          varchar  镇街 | Township
-- column:   severity      integer  级别：0 平稳 1 关注或未报 2 告急 | Severity
-- column:   cause         varchar  轮到的缘由代码；空值为没有缘由 | Why it is its turn; null where nothing is the matter
-- column:   value         double   缘由的数值 | Value of the cause
-- column:   change_share  double   与上一班相比的变化（0 至 1） | Change against the shift before
-- note:     缘由取最急的一条；同级依次为缺人、空岗、未报、少到、超期、轮休 | The cause is the gravest; among equals gap, empty post, silence, few visits, overdue problems, rest
-- note:     变化按缺口增减计，达到告急线即为 1 | Change is the gap's, 1 where it reaches the value to act on
with place as (

    select area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_within(area_code, $area_code)

),

ordered as (

    select
        state.*,
        lag(state.people_short) over (partition by state.township_code order by moment.starts_at) as people_short_before
    from township_shift as state
    inner join moment using (duty_on, shift_code)

),

state as (

    select *
    from ordered
    where duty_on = $duty_on
        and shift_code = $shift_code

),

visited as (

    select
        community.township_code,
        if(visits_are_told($duty_on), share(
            count(*) filter (
                date_diff('day', community.last_visit_on, $duty_on)
                < norm_value('supervision_window_days')
            ),
            count(*)
        ), null) as visited_share
    from (
        select area.township_code, area.area_code, max(place_visit.visited_on) as last_visit_on
        from current_area as area
        left join place_visit
            on place_visit.community_code = area.area_code
            and place_visit.visited_on <= $duty_on
        where area.area_level = 'community'
            and area.is_in_scope
        group by area.township_code, area.area_code
    ) as community
    group by community.township_code

),

overdue as (

    select township_code, count(*) filter (is_overdue) as problems
    from problem_seen($duty_on)
    group by township_code

),

measured as (

    select township_code, 'red_gap' as cause, 'M03' as metric_id, people_short::double as value
    from state
    union all
    select township_code, 'empty_checkpoint', 'M07', checkpoints_unattended::double
    from state
    union all
    select township_code, 'unvisited', 'M27', visited_share
    from visited
    union all
    select township_code, 'problem_overdue', 'M34', problems::double
    from overdue

),

judged as (

    select
        measured.township_code,
        measured.cause,
        measured.value,
        case
            when threshold.worse = 'high' and measured.value >= threshold.act then 2
            when threshold.worse = 'low' and measured.value < threshold.act then 2
            when threshold.worse = 'high' and measured.value >= threshold.watch then 1
            when threshold.worse = 'low' and measured.value < threshold.watch then 1
            else 0
        end as severity
    from measured
    inner join threshold using (metric_id)
    union all
    select township_code, 'silent_township', null, 1
    from state
    where people_short is null
    union all
    select township_code, alarm_code, case when alarm_code = 'rest_limit' then value end, severity
    from alarm
    where alarm_state <> 'acknowledged'

),

gravest as (

    select
        township_code,
        severity,
        cause,
        value
    from judged
    where severity > 0
    qualify row_number() over (
        partition by township_code
        order by
            severity desc,
            list_position([
                'red_gap', 'empty_checkpoint', 'silent_township', 'unvisited', 'problem_overdue', 'rest_limit',
            ], cause),
            value desc nulls last
    ) = 1

)

select
    place.area_code,
    place.name,
    coalesce(gravest.severity, 0) as severity,
    gravest.cause,
    gravest.value,
    least(
        coalesce(abs(state.people_short - state.people_short_before), 0)
        / (select act from threshold where metric_id = 'M03'),
        1.0
    ) as change_share
from place
left join gravest on gravest.township_code = place.area_code
left join state on state.township_code = place.area_code
order by severity desc, change_share desc, place.area_code
