-- How tired each person on duty within seven days is at the moment of each shift, and whether the rules say rest.
-- Of people last on duty in a township that is silent since, neither is known: they are left out, and not called rested.
-- Stays inside the board; every question counts people.
create table person_rest as
with recent as (

    select
        moment.duty_on,
        moment.shift_code,
        moment.moment_at,
        moment.moment_at - interval 7 days as week_from,
        past.person_id,
        past.checkpoint_id,
        past.township_code,
        past.duty_on as worked_on,
        past.is_known,
        past.is_night,
        past.counted_from,
        past.ends_at,
        past.free_from,
        past.rest_hours,
        past.streak_days,
        past.nights_in_row,
        past.tour_days
    from moment
    inner join person_shift as past
        on past.starts_at <= moment.moment_at
        and past.ends_at > moment.moment_at - interval 7 days
    where moment.shift_state <> 'future'

),

measured as (

    select
        duty_on,
        shift_code,
        moment_at,
        person_id,
        arg_max(township_code, counted_from) as township_code,
        max(worked_on) as worked_on,
        arg_max(streak_days, counted_from) as streak_days,
        arg_max(nights_in_row, counted_from) as nights_in_row,
        arg_max(tour_days, counted_from) as tour_days,
        arg_max(rest_hours, counted_from) as rest_hours,
        max(ends_at) as free_from,
        bool_or(is_known) as is_known,
        coalesce(sum(seconds_between(greatest(counted_from, week_from), least(ends_at, moment_at)))
            filter (is_known), 0) / 3600.0 as hours_7_days,
        coalesce(sum(greatest(seconds_between(
            greatest(counted_from, moment_at - interval 24 hours), least(ends_at, moment_at)
        ), 0)) filter (is_known), 0) / 3600.0 as hours_24,
        greatest(
            max(seconds_between(greatest(coalesce(free_from, week_from), week_from), counted_from)),
            seconds_between(max(ends_at), moment_at)
        ) / 3600.0 as longest_off_hours
    from recent
    group by duty_on, shift_code, moment_at, person_id

),

alive as (

    -- A whole day without duty before this one ends the run. A tour is of people sent from elsewhere.
    select
        * replace (
            case when worked_on >= duty_on - 1 then streak_days else 0 end as streak_days,
            case when worked_on >= duty_on - 1 then nights_in_row else 0 end as nights_in_row,
            case when worked_on >= duty_on - 2 and exists (
                select 1
                from current_dispatch as dispatch
                where dispatch.person_id = measured.person_id
                    and dispatch.arrived_at <= measured.moment_at
                    and coalesce(dispatch.ended_at, measured.moment_at) >= measured.moment_at
            ) then tour_days else 0 end as tour_days
        ),
        free_from > moment_at and rest_hours < norm_value('rest_between_hours') as is_short_rested
    from measured
    where is_known

)

select
    alive.duty_on,
    alive.shift_code,
    alive.person_id,
    person.organisation_id,
    alive.township_code,
    alive.streak_days,
    alive.nights_in_row,
    alive.tour_days,
    alive.hours_7_days,
    alive.hours_24,
    alive.longest_off_hours,
    alive.hours_7_days > norm_value('week_hours_max') as is_over_week,
    alive.longest_off_hours >= 24 as has_day_off,
    coalesce(alive.is_short_rested, false) as is_short_rested,
    alive.streak_days > norm_value('consecutive_days_max')
        or alive.nights_in_row > norm_value('nights_max')
        or alive.tour_days > norm_value('deployment_days_max')
        or alive.hours_7_days > norm_value('week_hours_max')
        or alive.hours_24 > norm_value('day_hours_max')
        or coalesce(alive.is_short_rested, false) as must_rest
from alive
left join current_person as person using (person_id)
anti join duty_silence using (duty_on, shift_code, township_code)
order by alive.duty_on, alive.shift_code, alive.person_id;

-- The shifts stood in a place within the seven days up to the moment of a shift, where duty is known at that moment.
create macro stood_in_week(duty_day, shift_named, area_named, post_named) as table
select person_shift.*, moment.moment_at
from person_shift
inner join moment
    on moment.duty_on = duty_day
    and moment.shift_code = shift_named
    and person_shift.starts_at <= moment.moment_at
    and person_shift.ends_at > moment.moment_at - interval 7 days
inner join current_checkpoint as checkpoint using (checkpoint_id)
where person_shift.is_known
    and is_within(checkpoint.area_code, area_named)
    and is_checkpoint(person_shift.checkpoint_id, post_named)
    and not exists (
        select 1
        from duty_silence as silence
        where silence.duty_on = duty_day
            and silence.shift_code = shift_named
            and silence.township_code = checkpoint.township_code
    );

-- How many townships of a place are silent on duty at the moment of a shift, and the last day of which one has told.
create macro silence_of_duty(duty_day, shift_named, area_named) as table
select
    count(*) as townships_silent,
    max(silence.last_told_on) as last_told_on
from duty_silence as silence
where silence.duty_on = duty_day
    and silence.shift_code = shift_named
    and is_around(silence.township_code, area_named);

-- The days of people within those seven days, as far as their shifts are over, and whether more than a day may hold.
create macro long_day_in_week(duty_day, shift_named, area_named, post_named) as table
select
    person_id,
    duty_on,
    max(hours_24) as hours_24,
    coalesce(max(hours_24) > norm_value('day_hours_max'), false) as is_long
from stood_in_week(duty_day, shift_named, area_named, post_named)
where ends_at <= moment_at
group by all;
