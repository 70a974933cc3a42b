-- Days with an ended shift: how many, and the same span of that day and of the day before, from the first ended shift
-- to the last.
create table shift_ended as
with ended as (

    select duty_on, count(*) as shifts_ended, min(starts_at) as from_at, max(ends_at) as until_at
    from moment
    where shift_state = 'closed'
    group by duty_on

)

select duty_on, shifts_ended, true as is_today, from_at, until_at
from ended
union all
select duty_on, shifts_ended, false, from_at - interval 1 day, until_at - interval 1 day
from ended
where duty_on > first_day()
order by duty_on, is_today;

-- Townships that reported an ended shift and the same shift of the day before.
create table shift_twice as
select today.duty_on, today.shift_code, today.township_code
from shift_report as today
inner join moment
    on moment.duty_on = today.duty_on
    and moment.shift_code = today.shift_code
    and moment.shift_state = 'closed'
inner join shift_report as before
    on before.township_code = today.township_code
    and before.shift_code = today.shift_code
    and before.duty_on = today.duty_on - 1
where today.reported_at is not null
    and before.reported_at is not null
order by today.duty_on, today.township_code, today.shift_code;

-- What the ended shifts of a day and the same of the day before have to tell, by area: gaps and unattended minutes
-- of townships that reported both, and what was done in the span.
create table shift_change as
with told as (

    select
        twice.duty_on, post.area_code, post.duty_on = twice.duty_on as is_today, post.people_short,
        null::double as unattended_minutes, 0 as visits, 0 as problems_found, null as fixed_id
    from shift_twice as twice
    inner join checkpoint_shift as post
        on post.township_code = twice.township_code
        and post.shift_code = twice.shift_code
        and post.duty_on in (twice.duty_on, twice.duty_on - 1)

    union all

    select
        twice.duty_on, hour.area_code, hour.duty_on = twice.duty_on, null, hour.unattended_minutes, 0, 0, null
    from shift_twice as twice
    inner join moment
        on moment.shift_code = twice.shift_code
        and moment.duty_on in (twice.duty_on, twice.duty_on - 1)
    inner join checkpoint_hour as hour
        on hour.township_code = twice.township_code
        and hour.hour_at >= moment.starts_at
        and hour.hour_at < moment.ends_at
    where hour.duty_on in (twice.duty_on, twice.duty_on - 1)

    union all

    select span.duty_on, visit.area_code, span.is_today, null, null, 1, 0, null
    from shift_ended as span
    inner join current_supervision_visit as visit
        on visit.arrived_at >= span.from_at
        and visit.arrived_at < span.until_at

    union all

    select span.duty_on, problem.area_code, span.is_today, null, null, 0, 1, null
    from shift_ended as span
    inner join current_problem as problem
        on problem.found_at >= span.from_at
        and problem.found_at < span.until_at

    union all

    select span.duty_on, problem.area_code, span.is_today, null, null, 0, 0, problem.problem_id
    from shift_ended as span
    inner join problem_stretch as problem
        on problem.fixed_at >= span.from_at
        and problem.fixed_at < span.until_at

)

select
    duty_on,
    area_code,
    is_today,
    sum(people_short)::bigint as people_short,
    sum(unattended_minutes) as unattended_minutes,
    sum(visits)::bigint as visits,
    sum(problems_found)::bigint as problems_found,
    count(distinct fixed_id) as problems_fixed
from told
group by duty_on, area_code, is_today
order by duty_on, area_code, is_today;
