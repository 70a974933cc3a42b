-- Every visit with the place it was paid to: the community, also where only a hamlet of it was named; else the area
-- itself. Visits of all streams together. Visits with one call_id are one call at the place: a team that walks through
-- several hamlets of a community on a day has called there once.
create table place_visit as
select
    visit.visit_id,
    visit.stream,
    visit.organisation_id,
    visit.area_code,
    area.community_code,
    coalesce(area.community_code, visit.area_code) as place_code,
    area.township_code,
    case when visit.area_code = coalesce(area.community_code, visit.area_code) then visit.visit_id
        else visit.organisation_id || visit.arrived_at::date end as call_id,
    visit.arrived_at,
    visit.arrived_at::date as visited_on,
    extract(hour from visit.arrived_at) >= 22 or extract(hour from visit.arrived_at) < 8 as is_night,
    visit.is_unannounced
from current_supervision_visit as visit
inner join current_area as area using (area_code)
where visit.visited_organisation_id is null
    and visit.arrived_at <= clock()
order by visited_on, place_code, visit.visit_id;
