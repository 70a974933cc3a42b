-- Communities with their temporary branches and 3+2 seats. Null where the deployment keeps no such record.
-- A branch at a township serves all communities of it; one in a hospital or an office serves none.
create table community_front as
with branch as (

    select organisation_id, host_area_code, headcount
    from current_organisation
    where organisation_kind = 'temporary_branch'

),

branched as (

    select community.area_code, branch.organisation_id, branch.headcount
    from branch
    inner join area_within on area_within.area_code = branch.host_area_code
    inner join current_area as community
        on community.area_code = area_within.ancestor_code
        and community.area_level = 'community'
    union
    select community.area_code, branch.organisation_id, branch.headcount
    from branch
    inner join current_area as community
        on community.township_code = branch.host_area_code
        and community.area_level = 'community'

),

with_branch as (

    select area_code, count(*) as branches
    from branched
    group by area_code

),

seated as (

    select
        community.area_code,
        count(*) as seats,
        count(*) filter (seat.person_id is null) as seats_empty,
        max(seat.households) as households,
        string_agg(word.name_zh, '、' order by word.sort_order) filter (seat.person_id is null) as empty_zh,
        string_agg(word.name_en, ', ' order by word.sort_order) filter (seat.person_id is null) as empty_en
    from current_grid_seat as seat
    inner join area_within using (area_code)
    inner join current_area as community
        on community.area_code = area_within.ancestor_code
        and community.area_level = 'community'
    left join code_list as word
        on word.column_name = 'seat_kind'
        and word.code = seat.seat_kind
    group by community.area_code

),

kept as (

    select
        (select count(*) from branched) > 0 as has_branches,
        (select count(*) from current_grid_seat) > 0 as has_seats

)

select
    community.area_code,
    community.area_name as name,
    community.township_code,
    community.lon,
    community.lat,
    case when kept.has_branches then coalesce(with_branch.branches, 0) end as branches,
    case when kept.has_seats then coalesce(seated.seats, 0) end as seats,
    case when kept.has_seats then coalesce(seated.seats_empty, 0) end as seats_empty,
    seated.empty_zh,
    seated.empty_en,
    case when kept.has_branches or kept.has_seats then
        (not kept.has_branches or with_branch.branches is not null)
        and (not kept.has_seats or coalesce(seated.seats_empty, 0) = 0 and seated.seats is not null)
    end as is_complete
from current_area as community
cross join kept
left join with_branch using (area_code)
left join seated using (area_code)
where community.area_level = 'community'
    and community.is_in_scope
order by community.area_code;
