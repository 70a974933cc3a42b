-- One row per problem and stretch of time in which nothing happened to it: how far it had come, as known now.
-- A day's state is the stretch that holds its moment; the last stretch has no end. Beside it what stays the same in a
-- stretch (who verified it, when the leader saw it, whether it was ever closed), where it is, and what befell it whose
-- moment is its own: when a notice was served, when it came back after closing, and of what it is a return.
create table problem_stretch as
with moved as (

    select problem_id, found_at as from_at
    from current_problem

    union

    select event.problem_id, event.happened_at
    from current_problem_event as event
    inner join current_problem as problem using (problem_id)
    where event.happened_at > problem.found_at

),

found as (

    select problem.problem_id, visit.organisation_id as found_by
    from current_problem as problem
    left join current_supervision_visit as visit using (visit_id)

),

noticed as (

    select problem_id, min(issued_at::date) as noticed_on
    from current_bulletin
    where bulletin_kind = 'point_to_point'
    group by problem_id

),

back as (

    select
        problem_id,
        min(returned_at) filter (return_kind = 'reopened') as back_reopened_at,
        min(returned_at) filter (return_kind <> 'reopened') as back_found_at
    from problem_return
    group by problem_id

),

return_of as (

    select next_problem_id as problem_id, min(returned_at) as return_at
    from problem_return
    group by next_problem_id

),

so_far as (

    select
        moved.problem_id,
        moved.from_at,
        max(event.happened_at) filter (event.event_kind = 'reopened') as reopened_at,
        max(event.happened_at) filter (event.event_kind = 'fixed') as fixed_at,
        max(event.happened_at) filter (event.event_kind = 'verified') as verified_at,
        max(event.happened_at) filter (event.event_kind = 'verified' and event.organisation_id <> found.found_by)
            as verified_by_other_at,
        max(event.happened_at) filter (event.event_kind = 'closed') as closed_at,
        min(event.happened_at) filter (event.event_kind = 'escalated') as escalated_at,
        min(event.happened_at) filter (event.event_kind = 'assigned') as assigned_at,
        list(event.happened_at) filter (event.event_kind = 'seen') as seen_ats
    from moved
    inner join found using (problem_id)
    left join current_problem_event as event
        on event.problem_id = moved.problem_id
        and event.happened_at <= moved.from_at
    group by moved.problem_id, moved.from_at

)

select
    problem.problem_id,
    problem.stream,
    problem.area_code,
    area.township_code,
    area.community_code,
    area.area_name as name,
    coalesce(area.township_name, area.area_name) as township_name,
    coalesce(checkpoint.lon, area.lon) as lon,
    coalesce(checkpoint.lat, area.lat) as lat,
    problem.checkpoint_id,
    problem.problem_category,
    problem.severity,
    problem.is_common,
    problem.is_fixed_on_site,
    problem.found_at,
    problem.due_at,
    so_far.from_at,
    lead(so_far.from_at) over (partition by problem.problem_id order by so_far.from_at) as until_at,
    so_far.assigned_at,
    so_far.escalated_at,
    so_far.reopened_at,
    coalesce(
        still(so_far.fixed_at, so_far.reopened_at),
        case when problem.is_fixed_on_site and so_far.reopened_at is null then problem.found_at end
    ) as fixed_at,
    still(so_far.verified_at, so_far.reopened_at) as verified_at,
    still(so_far.closed_at, so_far.reopened_at) as closed_at,
    still(so_far.verified_by_other_at, so_far.reopened_at) is not null as is_by_other,
    so_far.closed_at is not null as was_closed,
    list_min(list_filter(so_far.seen_ats, lambda seen_at: seen_at >= so_far.escalated_at)) as leader_saw_at,
    noticed.noticed_on,
    back.back_reopened_at,
    back.back_found_at,
    return_of.return_at
from current_problem as problem
inner join so_far using (problem_id)
left join current_area as area using (area_code)
left join current_checkpoint as checkpoint using (checkpoint_id)
left join noticed using (problem_id)
left join back using (problem_id)
left join return_of using (problem_id)
order by so_far.from_at, problem.problem_id;

-- One row per problem found by the end of a day, or by the clock: the state of problem_state, read from the rollup.
create macro problem_seen(duty_day) as table
select
    stretch.*,
    seen.seen_at,
    status_of(stretch.fixed_at, stretch.verified_at, stretch.closed_at) as problem_status,
    stretch.fixed_at is null and stretch.due_at < seen.seen_at as is_overdue
from problem_stretch as stretch
inner join (select seen_at(duty_day) as seen_at) as seen
    on stretch.from_at <= seen.seen_at
    and (stretch.until_at is null or stretch.until_at > seen.seen_at);
