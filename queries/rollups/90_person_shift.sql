-- Each shift a person stood: counted from and to, rest before it, and the run of days it ends. A shift on the roster
-- of a township that is silent is kept as not known: it breaks no run and adds nothing. Stays inside the board.
create table person_shift as
with stay as (

    -- A hand-over within the allowance is not working time.
    select
        duty.person_id,
        duty.duty_on,
        duty.shift_code,
        duty.checkpoint_id,
        checkpoint.township_code,
        duty.actual_start_at is not null as is_known,
        case
            when duty.actual_start_at is null then duty.planned_start_at
            when duty.planned_start_at - duty.actual_start_at
                between interval 0 minutes and to_minutes(norm_value('handover_minutes')::bigint)
                then duty.planned_start_at
            else duty.actual_start_at
        end as starts_at,
        case
            when duty.actual_start_at is null or duty.actual_end_at is null then duty.planned_end_at
            when duty.actual_end_at - duty.planned_end_at
                between interval 0 minutes and to_minutes(norm_value('handover_minutes')::bigint)
                then duty.planned_end_at
            else duty.actual_end_at
        end as ends_at
    from current_duty_shift as duty
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    inner join moment
        on moment.duty_on = duty.duty_on
        and moment.shift_code = duty.shift_code
        and moment.shift_state <> 'future'
    left join shift_report
        on shift_report.township_code = checkpoint.township_code
        and shift_report.duty_on = duty.duty_on
        and shift_report.shift_code = duty.shift_code
    where duty.actual_start_at is not null
        or (shift_report.reported_at is null and duty.planned_start_at is not null)

),

stood as (

    -- Booked twice on one shift is one shift.
    select
        person_id,
        duty_on,
        shift_code,
        arg_min(checkpoint_id, (not is_known, starts_at, checkpoint_id)) as checkpoint_id,
        arg_min(township_code, (not is_known, starts_at, checkpoint_id)) as township_code,
        bool_or(is_known) as is_known,
        coalesce(min(starts_at) filter (is_known), min(starts_at)) as starts_at,
        coalesce(max(ends_at) filter (is_known), max(ends_at)) as ends_at
    from stay
    where ends_at > starts_at
    group by all

),

follow as (

    select
        stood.*,
        is_night(shift.starts_minute, shift.ends_minute) as is_night,
        max(stood.ends_at) over (
            partition by stood.person_id
            order by stood.starts_at, stood.ends_at
            rows between unbounded preceding and 1 preceding
        ) as free_from
    from stood
    inner join shift using (shift_code)

),

ordered as (

    select *, greatest(starts_at, least(coalesce(free_from, starts_at), ends_at)) as counted_from
    from follow

),

reach as (

    -- Hours in the 24 before the end of each shift.
    select
        latest.person_id,
        latest.duty_on,
        latest.shift_code,
        sum(seconds_between(
            greatest(past.counted_from, latest.ends_at - interval 24 hours),
            least(past.ends_at, latest.ends_at)
        )) / 3600.0 as hours_24
    from ordered as latest
    inner join ordered as past
        on past.person_id = latest.person_id
        and past.counted_from < latest.ends_at
        and past.ends_at > latest.ends_at - interval 24 hours
        and past.is_known
    group by all

),

day as (

    select
        person_id,
        duty_on,
        bool_or(is_known) as is_known,
        bool_or(is_night) as is_night
    from ordered
    group by all

),

run as (

    -- One day off ends a run of days; it takes two in a row to end a tour.
    select
        *,
        coalesce(duty_on - lag(duty_on) over (partition by person_id order by duty_on), 1) as days_since,
        duty_on - (row_number() over (partition by person_id order by duty_on))::integer as day_run,
        duty_on - (row_number() over (partition by person_id, is_night order by duty_on))::integer as night_run
    from day

),

tour as (

    select
        *,
        count(*) filter (days_since > 2) over (
            partition by person_id order by duty_on rows unbounded preceding
        ) as tour_no
    from run

),

counted as (

    select
        person_id,
        duty_on,
        count(*) filter (is_known) over (
            partition by person_id, day_run order by duty_on rows unbounded preceding
        ) as streak_days,
        case when is_night then count(*) filter (is_known) over (
            partition by person_id, is_night, night_run order by duty_on rows unbounded preceding
        ) else 0 end as nights_in_row,
        duty_on - min(duty_on) over (partition by person_id, tour_no) + 1 as tour_days
    from tour

)

select
    ordered.person_id,
    ordered.duty_on,
    ordered.shift_code,
    ordered.checkpoint_id,
    ordered.township_code,
    ordered.is_known,
    ordered.is_night,
    ordered.starts_at,
    ordered.ends_at,
    ordered.counted_from,
    ordered.free_from,
    reach.hours_24,
    seconds_between(ordered.free_from, ordered.starts_at) / 3600.0 as rest_hours,
    counted.streak_days,
    counted.nights_in_row,
    counted.tour_days
from ordered
inner join counted using (person_id, duty_on)
left join reach using (person_id, duty_on, shift_code)
order by ordered.duty_on, ordered.shift_code, ordered.checkpoint_id, ordered.person_id;
