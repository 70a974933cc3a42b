-- Volunteer sessions with the minutes that count: overlaps of one person once, ordered duty not at all.
-- Stays inside the board; every question adds it up over people.
create table service_credit as
with session as (

    select
        service.*,
        max(ended_at) over (
            partition by person_id
            order by started_at, ended_at, service_id
            rows between unbounded preceding and 1 preceding
        ) as taken_until
    from current_volunteer_service as service

),

counted as (

    select
        * exclude (taken_until),
        least(greatest(started_at, coalesce(taken_until, started_at)), ended_at) as counted_from
    from session

),

stay as (

    select
        person_id,
        starts_at,
        ends_at,
        max(ends_at) over (
            partition by person_id
            order by starts_at, ends_at
            rows between unbounded preceding and 1 preceding
        ) as taken_until
    from presence

),

duty as (

    select person_id, greatest(starts_at, coalesce(taken_until, starts_at)) as starts_at, ends_at
    from stay
    where ends_at > coalesce(taken_until, starts_at)

),

on_duty as (

    select
        counted.service_id,
        sum(date_diff(
            'second',
            greatest(counted.counted_from, duty.starts_at),
            least(counted.ended_at, duty.ends_at)
        )) as duty_seconds
    from counted
    inner join duty
        on duty.person_id = counted.person_id
        and duty.starts_at < counted.ended_at
        and duty.ends_at > counted.counted_from
    group by counted.service_id

)

select
    counted.service_id,
    counted.person_id,
    counted.organisation_id,
    area.township_code,
    counted.area_code,
    counted.task_kind,
    counted.started_at::date as served_on,
    date_diff('second', counted.started_at, counted.ended_at) / 60.0 as claimed_minutes,
    (date_diff('second', counted.counted_from, counted.ended_at) - coalesce(on_duty.duty_seconds, 0))
        / 60.0 as credited_minutes
from counted
inner join current_area as area using (area_code)
left join on_duty using (service_id)
order by served_on, counted.area_code, counted.service_id;
