-- What each community was asked for on each day: one row per request, community and day. A request to an area is one
-- to every community in it. A field is known where the same community was asked for it earlier on that day.
create table request_day as
with asked as (

    select
        request.data_request_id,
        request.organisation_id,
        request.area_code as asked_area_code,
        request.title,
        request.fill_minutes,
        unnest(generate_series(
            request.asked_at::date::timestamp,
            case when request.every_days is null then request.asked_at::date else board.clock_at::date end::timestamp,
            to_days(coalesce(request.every_days, 1)::integer)
        ))::date as asked_on,
        request.asked_at::timestamp::time as asked_time
    from current_data_request as request
    cross join board
    where request.asked_at <= board.clock_at

),

community as (

    -- An area without communities fills in what it is asked itself.
    select area_within.ancestor_code, area_within.area_code
    from area_within
    inner join current_area as area using (area_code)
    where area.area_level = 'community'

    union

    select area_code, area_code
    from current_area
    where area_code not in (
        select area_within.ancestor_code
        from area_within
        inner join current_area as area using (area_code)
        where area.area_level = 'community'
    )

),

filled as (

    select asked.*, community.area_code
    from asked
    inner join community on community.ancestor_code = asked.asked_area_code

),

asked_field as (

    select
        filled.data_request_id,
        filled.area_code,
        filled.asked_on,
        coalesce(field.field_code, field.field_name, field.data_request_field_id) as field_name,
        first_value(filled.data_request_id) over (
            partition by filled.area_code, filled.asked_on, coalesce(field.field_code, field.field_name, field.data_request_field_id)
            order by filled.asked_time, filled.data_request_id
        ) as first_asked_id
    from filled
    inner join current_data_request_field as field using (data_request_id)

)

select
    filled.data_request_id,
    filled.organisation_id,
    filled.title,
    filled.area_code,
    filled.asked_on,
    filled.asked_time,
    filled.fill_minutes,
    count(asked_field.field_name) as fields,
    count(*) filter (asked_field.first_asked_id <> filled.data_request_id) as fields_known,
    min(asked_field.first_asked_id)
        filter (asked_field.first_asked_id <> filled.data_request_id) as known_from_id
from filled
left join asked_field using (data_request_id, area_code, asked_on)
group by all
order by filled.asked_on, filled.data_request_id, filled.area_code;
