-- Volunteer sessions with the minutes that count: overlaps of one person once, whoever told of them, ordered duty
-- not at all. A session without check-out ends at the cap. A person's day over the norm is doubted as a whole.
-- claimed = credited + doubtful + overlap + duty. Stays inside the board; every question adds it up over people.
create table service_credit as
with session as (

    select
        service.* exclude (ended_at),
        service.ended_at is null as is_capped,
        coalesce(
            service.ended_at,
            least(
                service.started_at + to_minutes((
                    select (value * 60)::integer
                    from norm
                    where norm_code = 'service_cap_hours'
                )),
                greatest(service.started_at, clock())
            )
        ) as ended_at
    from current_volunteer_service as service

),

placed as (

    select
        *,
        max(ended_at) over (
            partition by person_id
            order by started_at, ended_at, service_id
            rows between unbounded preceding and 1 preceding
        ) as taken_until,
        max(ended_at) over (
            partition by person_id, recorded_by
            order by started_at, ended_at, service_id
            rows between unbounded preceding and 1 preceding
        ) as told_until
    from session

),

counted as (

    select
        * exclude (taken_until, told_until),
        least(greatest(started_at, coalesce(taken_until, started_at)), ended_at) as counted_from,
        least(greatest(started_at, coalesce(told_until, started_at)), ended_at) as told_from
    from placed

),

told_twice as (

    -- What the community told and the unit told as well; kept with the community's record.
    select
        community.service_id,
        sum(seconds_between(
            greatest(community.told_from, unit.told_from),
            least(community.ended_at, unit.ended_at)
        )) as twice_seconds
    from counted as community
    inner join counted as unit
        on unit.person_id = community.person_id
        and unit.recorded_by = 'unit'
        and unit.told_from < community.ended_at
        and unit.ended_at > community.told_from
    where community.recorded_by = 'community'
    group by community.service_id

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
        sum(seconds_between(
            greatest(counted.counted_from, duty.starts_at),
            least(counted.ended_at, duty.ends_at)
        )) as duty_seconds
    from counted
    inner join duty
        on duty.person_id = counted.person_id
        and duty.starts_at < counted.ended_at
        and duty.ends_at > counted.counted_from
    group by counted.service_id

),

measured as (

    select
        counted.*,
        counted.started_at::date as served_on,
        seconds_between(counted.started_at, counted.ended_at) / 60.0 as claimed_minutes,
        seconds_between(counted.started_at, counted.counted_from) / 60.0 as overlap_minutes,
        coalesce(on_duty.duty_seconds, 0) / 60.0 as duty_minutes,
        coalesce(told_twice.twice_seconds, 0) / 60.0 as twice_minutes,
        (seconds_between(counted.counted_from, counted.ended_at) - coalesce(on_duty.duty_seconds, 0))
            / 60.0 as served_minutes
    from counted
    left join on_duty using (service_id)
    left join told_twice using (service_id)

),

judged as (

    select
        *,
        sum(served_minutes) over (partition by person_id, served_on) > (
            select value * 60
            from norm
            where norm_code = 'doubtful_day_hours'
        ) as is_doubtful
    from measured

)

select
    judged.service_id,
    judged.person_id,
    judged.organisation_id,
    area.township_code,
    judged.area_code,
    judged.task_kind,
    judged.recorded_by,
    judged.served_on,
    judged.started_at,
    judged.is_capped,
    judged.is_doubtful,
    judged.claimed_minutes,
    judged.overlap_minutes,
    judged.duty_minutes,
    judged.twice_minutes,
    case when judged.is_doubtful then judged.served_minutes else 0 end as doubtful_minutes,
    case when judged.is_doubtful then 0 else judged.served_minutes end as credited_minutes
from judged
inner join current_area as area using (area_code)
order by served_on, judged.area_code, judged.service_id;
