-- Everything that stands at places in scope, one row per thing and stretch of time (of days, for members of a branch) in
-- which nothing changed about it. `is_held` and `is_known` mean what the kind has: of a community, that its households
-- and its people are registered; of a compound, that it is closed, and that it was ever checked; that a seat is filled; that a
-- return was filed in time.
create table place_thing as
with thing as (

    select
        area_code, area_level as kind, households is not null as is_held, population is not null as is_known,
        households, population, null as thing_id, null as person_id, null::timestamptz as from_at,
        null::timestamptz as until_at, null::date as from_on, null::date as to_on
    from current_area
    where area_level = 'community'

    union all

    select area_code, 'compound', is_closed, checked_at is not null, null, null, null, null, checked_at, until_at, null, null
    from compound_stretch

    union all

    select area_code, 'checkpoint', null, null, null, null, null, null, opened_at, closed_at, null, null
    from current_checkpoint

    union all

    select area_code, 'seat', person_id is not null, null, null, null, null, null, filled_at, null, null, null
    from current_grid_seat

    union all

    select area_code, 'seat', false, null, null, null, null, null, null, filled_at, null, null
    from current_grid_seat
    where filled_at is not null

    union all

    select organisation.host_area_code, 'branch', null, null, null, null, organisation.organisation_id, null, null, null, null, null
    from current_organisation as organisation
    where organisation.organisation_kind = 'temporary_branch'

    union all

    select
        organisation.host_area_code, 'branch', null, null, null, null, organisation.organisation_id, member.person_id,
        null, null, member.from_on, member.to_on
    from current_organisation as organisation
    inner join current_membership as member using (organisation_id)
    where organisation.organisation_kind = 'temporary_branch'

    union all

    select area_code, 'dispatch', null, null, null, null, null, person_id, ordered_at, ended_at, null, null
    from current_dispatch

    union all

    -- Only the returns of the last day on which any fell due.
    select
        area_code, 'ledger', filed_at <= due_at, null, null, null, null, null, due_at,
        min(due_at) over (order by due_at::date range between interval 1 day following and unbounded following),
        null, null
    from current_ledger_return

)

select thing.*
from thing
inner join current_area as area using (area_code)
where area.is_in_scope
order by thing.kind, thing.area_code;

-- Every area and zone with what the register says of it.
create table place_card as
select
    area.area_code,
    area.area_name as name,
    level.name_zh as level_zh,
    level.name_en as level_en,
    parent.area_name as parent_name,
    null as members,
    null as zone_source,
    area.register_edition,
    area.households,
    area.population
from current_area as area
left join code_list as level on level.column_name = 'area_level' and level.code = area.area_level
left join current_area as parent on parent.area_code = area.parent_code

union all

select
    zone.zone_code, zone.zone_name, zone.list_name, zone.list_name_en,
    (select area.area_name from board inner join current_area as area on area.area_code = board.root_area_code),
    string_agg(member.area_name, '、' order by member.area_code), zone.source, null, null, null
from zone
left join zone_member using (zone_code)
left join current_area as member on member.area_code = zone_member.area_code
group by zone.zone_code, zone.zone_name, zone.list_name, zone.list_name_en, zone.source
order by area_code;
