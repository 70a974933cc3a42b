-- Every place a reader can choose: areas in scope, parents before children, then functional zones with their members.
create table place_choice as
with place as (

    select 1 as step, area_code, area_name, area_level, parent_code, township_code, lon, lat, null as list_name,
        null as members
    from current_area
    where is_in_scope

    union all

    select 2, zone.zone_code, zone.zone_name, 'zone', null, null, null, null, zone.list_name,
        string_agg(current_area.area_code, chr(10) order by current_area.area_code)
    from zone
    left join zone_member using (zone_code)
    left join current_area
        on current_area.area_code = zone_member.area_code
        and current_area.is_in_scope
    group by zone.zone_code, zone.zone_name, zone.list_name

)

select row_number() over (order by step, length(area_code), area_code) as place_no, *
from place
order by place_no;
