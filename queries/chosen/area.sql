-- On this connection the words of scope mean chosen places: those that lie in the scope, with everything in them.
create temp table chosen_area as
select distinct area_within.area_code
from area_within
where area_within.ancestor_code in (select unnest($areas::varchar[]))
    and is_within(area_within.area_code, $scope)
order by area_within.area_code;

create temp table chosen_around as
select area_code
from chosen_area
union
select area_near.area_code
from area_near
inner join chosen_area on chosen_area.area_code = area_near.scope_code
order by area_code;

create temp macro is_within(code, scope) as
    code in (select chosen_area.area_code from chosen_area);

create temp macro is_around(code, scope) as
    code in (select chosen_around.area_code from chosen_around);
