-- What each checkpoint needed and had, hour by hour, from a sweep over arrivals and departures.
-- person_minutes_covered adds min(present, required) by role: never netted. Future and silent hours are left out.
create table checkpoint_hour as
with span as (

    -- Presence is known where the township has reported; it is counted up to the clock.
    select
        required_role.checkpoint_id,
        required_role.role,
        required_role.starts_at,
        least(required_role.ends_at, board.clock_at) as ends_at,
        required_role.people_required
    from required_role
    inner join shift_report using (township_code, duty_on, shift_code)
    cross join board
    where shift_report.reported_at is not null
        and required_role.starts_at < least(required_role.ends_at, board.clock_at)

),

change as (

    select checkpoint_id, role, starts_at as happened_at, people_required as required_step, 0 as present_step
    from span
    union all
    select checkpoint_id, role, ends_at, -people_required, 0
    from span
    union all
    select checkpoint_id, role, starts_at, 0, 1
    from presence
    union all
    select checkpoint_id, role, ends_at, 0, -1
    from presence
    union all
    select checkpoint_id, role, unnest(generate_series(
        date_trunc('hour', starts_at), ends_at, interval 1 hour
    )), 0, 0
    from span

),

instant as (

    select
        checkpoint_id,
        role,
        happened_at,
        sum(required_step)::bigint as required_step,
        sum(present_step)::bigint as present_step
    from change
    group by all

),

stretch as (

    select
        checkpoint_id,
        role,
        happened_at as starts_at,
        lead(happened_at) over role_order as ends_at,
        sum(required_step) over role_order as people_required,
        sum(present_step) over role_order as people_present
    from instant
    window role_order as (partition by checkpoint_id, role order by happened_at)

),

role_hour as (

    select
        checkpoint_id,
        role,
        date_trunc('hour', starts_at) as hour_at,
        max(people_required) as people_required,
        min(people_present) filter (people_required > 0) as people_present_min,
        sum(seconds_between(starts_at, ends_at) * people_required) / 60.0
            as person_minutes_required,
        sum(seconds_between(starts_at, ends_at) * least(people_required, people_present)) / 60.0
            as person_minutes_covered
    from stretch
    where ends_at is not null
    group by all
    having max(people_required) > 0

),

post_instant as (

    -- The post as a whole: anybody of any role attends it.
    select
        checkpoint_id,
        happened_at,
        sum(required_step)::bigint as required_step,
        sum(present_step)::bigint as present_step
    from instant
    group by all

),

post_stretch as (

    select
        checkpoint_id,
        happened_at as starts_at,
        lead(happened_at) over post_order as ends_at,
        sum(required_step) over post_order as people_required,
        sum(present_step) over post_order as people_present
    from post_instant
    window post_order as (partition by checkpoint_id order by happened_at)

),

post_hour as (

    select
        checkpoint_id,
        date_trunc('hour', starts_at) as hour_at,
        coalesce(sum(seconds_between(starts_at, ends_at)) filter (people_required > 0 and people_present = 0), 0)
            / 60.0 as unattended_minutes
    from post_stretch
    where ends_at is not null
    group by all

)

select
    role_hour.checkpoint_id,
    area.township_code,
    checkpoint.area_code,
    role_hour.hour_at,
    role_hour.hour_at::date as duty_on,
    extract(hour from role_hour.hour_at)::integer as hour_of_day,
    sum(role_hour.people_required)::bigint as people_required,
    sum(role_hour.people_present_min)::bigint as people_present_min,
    sum(role_hour.person_minutes_required)::double as person_minutes_required,
    sum(role_hour.person_minutes_covered)::double as person_minutes_covered,
    any_value(post_hour.unattended_minutes)::double as unattended_minutes
from role_hour
inner join post_hour using (checkpoint_id, hour_at)
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as area on area.area_code = checkpoint.area_code
group by all
order by role_hour.hour_at, role_hour.checkpoint_id;
