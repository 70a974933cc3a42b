-- Every area with each of its ancestors and itself, so that a scope of any depth is one join.
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
order by ancestor_code, area_code;
