-- When each person stood on which post in which role, overlaps of one person merged.
-- A missing sign-out ends where the roster says. Reports still outstanding leave no row.
create table presence as
with stay as (

    select
        person_id,
        checkpoint_id,
        role,
        actual_start_at as starts_at,
        coalesce(actual_end_at, planned_end_at) as ends_at
    from current_duty_shift
    where actual_start_at is not null
        and coalesce(actual_end_at, planned_end_at) > actual_start_at

),

marked as (

    select
        *,
        coalesce(starts_at > max(ends_at) over (
            partition by person_id, checkpoint_id, role
            order by starts_at, ends_at
            rows between unbounded preceding and 1 preceding
        ), true) as is_new
    from stay

),

numbered as (

    select
        *,
        sum(is_new::integer) over (
            partition by person_id, checkpoint_id, role
            order by starts_at, ends_at
            rows unbounded preceding
        ) as stay_no
    from marked

)

select
    checkpoint_id,
    role,
    person_id,
    min(starts_at) as starts_at,
    max(ends_at) as ends_at
from numbered
group by checkpoint_id, role, person_id, stay_no
order by checkpoint_id, starts_at, person_id, role;
