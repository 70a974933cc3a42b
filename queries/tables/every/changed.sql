-- What was learned of a day after it had closed. Written once for every table of records of one day; what stands in
-- braces comes from this program's own definitions, never from a reader.
-- late: not known when the day closed, or only with less filled in. corrected: known otherwise, or taken back since.
insert into day_change
with several as (

    -- Nearly every record is told of once; only these have versions to set beside each other.
    select {key}
    from {table}
    group by {key}
    having count(*) > 1

),

once as (

    select version.{key} as record_key, {day}::date as duty_on, {place} as area_code, version.recorded_at
    from {table} as version
    {owner}
    where not version.is_withdrawn
        and version.{key} not in (select several.{key} from several)

),

told_of as (

    select
        version.{key},
        version.recorded_at,
        version.is_withdrawn,
        struct_pack({packed}) as told,
        struct_pack(known := version.recorded_at, batch := version.batch_id, line := version.row_no) as learned,
        {day}::date as duty_on,
        {place} as place_code
    from {table} as version
    inner join several on several.{key} = version.{key}
    {owner}

),

touched as (

    select told_of.{key}, told_of.duty_on, any_value(day_close.closes_at) as closes_at
    from told_of
    inner join day_close on day_close.duty_on = told_of.duty_on and day_close.is_closed
    inner join told_of as later on later.{key} = told_of.{key} and later.recorded_at > day_close.closes_at
    group by all

),

pair as (

    select
        touched.duty_on,
        touched.{key} as record_key,
        arg_max(told_of.told, told_of.learned)
            filter (told_of.recorded_at <= touched.closes_at) as told_then,
        arg_max(not told_of.is_withdrawn and told_of.duty_on = touched.duty_on, told_of.learned)
            filter (told_of.recorded_at <= touched.closes_at) as was_there,
        max(told_of.recorded_at) filter (told_of.recorded_at <= touched.closes_at) as learned_then,
        arg_max(told_of.told, told_of.learned) as told_now,
        arg_max(not told_of.is_withdrawn and told_of.duty_on = touched.duty_on, told_of.learned) as is_there,
        arg_max(told_of.place_code, told_of.learned) as area_code,
        max(told_of.recorded_at) as recorded_at
    from touched
    inner join told_of on told_of.{key} = touched.{key}
    group by all

)

select
    duty_on,
    '{table}',
    record_key,
    area_code,
    case when not coalesce(was_there, false) then 'late' when is_there and {filled} then 'late' else 'corrected' end,
    recorded_at
from pair
where (coalesce(was_there, false) or is_there)
    and (was_there is distinct from is_there or told_then is distinct from told_now)
union all
select once.duty_on, '{table}', once.record_key, once.area_code, 'late', once.recorded_at
from once
inner join day_close on day_close.duty_on = once.duty_on and day_close.is_closed
where once.recorded_at > day_close.closes_at;
