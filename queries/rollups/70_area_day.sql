-- One row per area and day with any activity: visits, volunteer minutes, problems found.
-- The area is the finest one the record names.
create table area_day as
with activity as (

    select
        area_code,
        arrived_at::date as active_on,
        count(*) as visits,
        count(*) filter (stream = 'discipline') as discipline_visits,
        count(*) filter (stream = 'township') as township_visits,
        count(*) filter (
            extract(hour from arrived_at) >= 22 or extract(hour from arrived_at) < 8
        ) as night_visits,
        count(*) filter (is_unannounced) as unannounced_visits,
        max(arrived_at) as last_visit_at,
        0.0 as claimed_minutes,
        0.0 as credited_minutes,
        0 as problems_found
    from current_supervision_visit
    where arrived_at <= clock()
    group by all

    union all

    select area_code, served_on, 0, 0, 0, 0, 0, null, sum(claimed_minutes), sum(credited_minutes), 0
    from service_credit
    group by all

    union all

    select area_code, found_at::date, 0, 0, 0, 0, 0, null, 0, 0, count(*)
    from current_problem
    group by all

)

select
    activity.area_code,
    area.area_level,
    area.township_code,
    activity.active_on,
    sum(activity.visits)::bigint as visits,
    sum(activity.discipline_visits)::bigint as discipline_visits,
    sum(activity.township_visits)::bigint as township_visits,
    sum(activity.night_visits)::bigint as night_visits,
    sum(activity.unannounced_visits)::bigint as unannounced_visits,
    max(activity.last_visit_at) as last_visit_at,
    sum(activity.claimed_minutes)::double as claimed_minutes,
    sum(activity.credited_minutes)::double as credited_minutes,
    sum(activity.problems_found)::bigint as problems_found
from activity
inner join current_area as area using (area_code)
group by all
order by activity.active_on, activity.area_code;

-- Since when a township has told of volunteer service, if only that there was none. Of the others, and before, nobody
-- can tell who was not served.
create table service_from as
select township_code, min(told_on) as told_from
from (
    select township_code, active_on as told_on
    from area_day
    where claimed_minutes > 0
        and township_code is not null
    union all
    select township_code, duty_on
    from day_report
    where report_source = 'volunteer_service'
        and reported_at is not null
)
group by township_code
order by township_code;

create macro service_told(day) as table
select township_code
from service_from
where told_from <= day;
