-- The register as known now, with the township and the community each area belongs to and a position for all that can
-- be drawn.
create or replace table current_area as
with recursive area_now as (

    select * from current_area

),

placed as (

    select
        area_code,
        case when area_level = 'township' then area_code end as township_code,
        case when area_level = 'township' then area_name end as township_name,
        case when area_level = 'community' then area_code end as community_code
    from area_now
    where parent_code is null
        or parent_code not in (select area_code from area_now)

    union all

    select
        area_now.area_code,
        case
            when area_now.area_level = 'township' then area_now.area_code
            else placed.township_code
        end as township_code,
        case
            when area_now.area_level = 'township' then area_now.area_name
            else placed.township_name
        end as township_name,
        case
            when area_now.area_level = 'community' then area_now.area_code
            else placed.community_code
        end as community_code
    from area_now
    inner join placed on placed.area_code = area_now.parent_code

)

select
    area_now.* replace (
        coalesce(schematic_place.lon, area_now.lon) as lon,
        coalesce(schematic_place.lat, area_now.lat) as lat,
        coalesce(schematic_place.position_source, area_now.position_source) as position_source
    ),
    placed.township_code,
    placed.township_name,
    placed.community_code
from area_now
inner join placed using (area_code)
left join schematic_place on schematic_place.place_code = area_now.area_code
order by area_now.area_code;
