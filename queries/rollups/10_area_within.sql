-- Every area with each of its ancestors and itself, so that a scope of any depth is one join. A zone holds itself and
-- everything within each of its members, once.
create table area_within as
with recursive chain as (

    select area_code, area_code as ancestor_code
    from current_area

    union all

    select chain.area_code, current_area.parent_code as ancestor_code
    from chain
    inner join current_area on current_area.area_code = chain.ancestor_code
    where current_area.parent_code is not null

)

select ancestor_code, area_code
from chain
union all
select zone_member.zone_code, chain.area_code
from zone_member
inner join chain on chain.ancestor_code = zone_member.area_code
group by zone_member.zone_code, chain.area_code
union all
select zone_code, zone_code
from zone
order by ancestor_code, area_code;

-- What lies in a place and what holds it or, of a zone, a part of it; itself too.
create table area_near as
select ancestor_code as scope_code, area_code
from area_within
union
select area_code, ancestor_code
from area_within
union
select zone_member.zone_code, holding.ancestor_code
from zone_member
inner join area_within as inside on inside.ancestor_code = zone_member.area_code
inner join area_within as holding on holding.area_code = inside.area_code
order by scope_code, area_code;
