-- One row per alarm that is open at the clock: what, where, since when, and whether somebody has taken note.
-- An alarm that is still open repeat_minutes after it was acknowledged returns.
create table alarm as
with running as (

    select moment.*
    from moment
    where moment.shift_state = 'running'

),

standing as (

    -- The latest shifts, the running one first.
    select *, row_number() over (order by starts_at desc) as shifts_ago
    from moment
    where shift_state <> 'future'
    qualify shifts_ago <= (select max(shifts) from alarm_rule)

),

empty_checkpoint as (

    select
        alarm_rule.alarm_code,
        'checkpoint' as place_kind,
        state.checkpoint_id as place_code,
        state.area_code,
        greatest(running.starts_at, max(presence.ends_at)) as since_at,
        state.people_required::double as value
    from checkpoint_shift as state
    inner join running using (duty_on, shift_code)
    inner join alarm_rule on alarm_rule.alarm_code = 'empty_checkpoint'
    left join presence
        on presence.checkpoint_id = state.checkpoint_id
        and presence.ends_at <= running.moment_at
    where state.is_unattended
    group by
        alarm_rule.alarm_code, state.checkpoint_id, state.area_code, state.people_required, running.starts_at

),

red_gap as (

    select
        alarm_rule.alarm_code,
        'township' as place_kind,
        state.township_code as place_code,
        state.township_code as area_code,
        min(standing.starts_at) as since_at,
        arg_max(state.people_short, standing.starts_at)::double as value
    from township_shift as state
    inner join standing using (duty_on, shift_code)
    inner join alarm_rule
        on alarm_rule.alarm_code = 'red_gap'
        and standing.shifts_ago <= alarm_rule.shifts
        and state.people_short >= alarm_rule.at_least
    group by alarm_rule.alarm_code, alarm_rule.shifts, state.township_code
    having count(*) = alarm_rule.shifts

),

silent_township as (

    select
        alarm_rule.alarm_code,
        'township' as place_kind,
        state.township_code as place_code,
        state.township_code as area_code,
        max(state.due_at) as since_at,
        count(*)::double as value
    from township_shift as state
    inner join standing using (duty_on, shift_code)
    inner join alarm_rule
        on alarm_rule.alarm_code = 'silent_township'
        and standing.shifts_ago <= alarm_rule.shifts
    cross join board
    where state.reported_at is null
        and state.due_at < board.clock_at
    group by alarm_rule.alarm_code, alarm_rule.at_least, state.township_code
    having count(*) >= alarm_rule.at_least

),

problem_overdue as (

    select
        alarm_rule.alarm_code,
        'problem' as place_kind,
        problem.problem_id as place_code,
        problem.area_code,
        problem.due_at as since_at,
        problem.severity::double as value
    from problem_stretch as problem
    inner join alarm_rule
        on alarm_rule.alarm_code = 'problem_overdue'
        and problem.severity >= alarm_rule.at_least
    cross join board
    where problem.until_at is null
        and problem.fixed_at is null
        and problem.due_at < board.clock_at

),

rest_limit as (

    select
        alarm_rule.alarm_code,
        'township' as place_kind,
        person_rest.township_code as place_code,
        person_rest.township_code as area_code,
        running.starts_at as since_at,
        count(*)::double as value
    from person_rest
    inner join running using (duty_on, shift_code)
    inner join alarm_rule on alarm_rule.alarm_code = 'rest_limit'
    where person_rest.must_rest
    group by alarm_rule.alarm_code, alarm_rule.at_least, person_rest.township_code, running.starts_at
    having count(*) >= greatest(alarm_rule.at_least, norm_value('small_cell'))

),

found as (

    select * from empty_checkpoint
    union all
    select * from red_gap
    union all
    select * from silent_township
    union all
    select * from problem_overdue
    union all
    select * from rest_limit

),

named as (

    select found.*, found.alarm_code || ':' || found.place_code as alarm_id
    from found

),

noted as (

    select
        alarm_id,
        max(acknowledged_at) as acknowledged_at,
        arg_max(duty_post, acknowledged_at) as duty_post,
        arg_max(reason, acknowledged_at) as reason
    from current_alarm_acknowledgement
    group by alarm_id

)

select
    named.alarm_id,
    named.alarm_code,
    alarm_rule.severity,
    named.place_kind,
    named.place_code,
    named.area_code,
    area.township_code,
    coalesce(checkpoint.checkpoint_name, area.area_name) as place_name,
    named.since_at,
    named.value,
    noted.acknowledged_at,
    noted.duty_post,
    noted.reason,
    noted.acknowledged_at + to_minutes(alarm_rule.repeat_minutes) as returns_at,
    case
        when noted.acknowledged_at is null then 'open'
        when noted.acknowledged_at + to_minutes(alarm_rule.repeat_minutes) <= board.clock_at then 'returned'
        else 'acknowledged'
    end as alarm_state,
    coalesce(is_muted_at(board.clock_at, alarm_rule.muted_from_minute, alarm_rule.muted_to_minute), false) as is_muted
from named
inner join alarm_rule using (alarm_code)
inner join current_area as area on area.area_code = named.area_code
left join current_checkpoint as checkpoint
    on named.place_kind = 'checkpoint'
    and checkpoint.checkpoint_id = named.place_code
left join noted
    on noted.alarm_id = named.alarm_id
    and noted.acknowledged_at >= named.since_at
cross join board
order by alarm_rule.severity desc, named.since_at, named.alarm_id;
