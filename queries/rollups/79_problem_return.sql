-- One row per return of a closed problem: reopened, named as the same problem when found again, or found again at the
-- same place in the same category within the window. Each later finding counts once, by its strongest reason.
create table problem_return as
with closing as (

    select
        event.problem_id,
        event.happened_at as closed_at,
        problem.area_code,
        problem.checkpoint_id,
        problem.problem_category
    from current_problem_event as event
    inner join current_problem as problem using (problem_id)
    where event.event_kind = 'closed'

),

reopened as (

    select
        closing.problem_id,
        max(closing.closed_at) as closed_at,
        event.happened_at as returned_at,
        'reopened' as return_kind,
        closing.problem_id as next_problem_id
    from current_problem_event as event
    inner join closing
        on closing.problem_id = event.problem_id
        and closing.closed_at < event.happened_at
    where event.event_kind = 'reopened'
    group by closing.problem_id, event.happened_at

),

found_again as (

    select
        closing.problem_id,
        closing.closed_at,
        later.found_at as returned_at,
        case when later.recurrence_of_id = closing.problem_id then 'named' else 'same_place' end as return_kind,
        later.problem_id as next_problem_id
    from closing
    inner join current_problem as later
        on later.problem_id <> closing.problem_id
        and later.found_at > closing.closed_at
        and (
            later.recurrence_of_id = closing.problem_id
            or (
                later.recurrence_of_id is null
                and later.area_code = closing.area_code
                and later.checkpoint_id is not distinct from closing.checkpoint_id
                and later.problem_category = closing.problem_category
                and later.found_at <= closing.closed_at + to_days(norm_value('recurrence_days')::integer)
            )
        )
    qualify row_number() over (partition by later.problem_id order by return_kind, closing.closed_at desc) = 1

)

select
    returned.*,
    problem.area_code,
    problem.problem_category,
    area.township_code,
    area.area_name as name,
    coalesce(area.township_name, area.area_name) as township_name
from (select * from reopened union all select * from found_again) as returned
inner join current_problem as problem using (problem_id)
left join current_area as area using (area_code)
order by returned.returned_at, returned.problem_id, returned.next_problem_id;
