-- Every dispatch as the questions take it: by days, with its unit, the level and township of the place, the hours to
-- the arrival, and which of the four links it lacks. Stays inside the board; every question counts people.
create table dispatch_told as
select
    dispatch.person_id,
    dispatch.wave,
    dispatch.ordered_at::date as ordered_on,
    dispatch.arrived_at::date as arrived_on,
    dispatch.ended_at::date as ended_on,
    date_diff('second', dispatch.ordered_at, dispatch.arrived_at) / 3600.0 as hours_taken,
    dispatch.ordered_at,
    dispatch.organisation_id,
    unit.organisation_name,
    unit.organisation_kind,
    unit.headcount,
    unit.min_stay_share,
    dispatch.area_code,
    area.area_level,
    area.township_code,
    area.area_code is null as lacks_receiver,
    branch.organisation_id is null as lacks_branch,
    dispatch.liaison_id is null as lacks_liaison,
    count(dispatch.temporary_branch_id) over () > 0 as has_branches,
    count(dispatch.liaison_id) over () > 0 as has_liaisons
from current_dispatch as dispatch
left join current_organisation as unit using (organisation_id)
left join current_area as area using (area_code)
left join current_organisation as branch on branch.organisation_id = dispatch.temporary_branch_id
order by dispatch.ordered_at, dispatch.dispatch_id;
