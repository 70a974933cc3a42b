-- What a supervision team did in an area on a day: visits, and what came of them later by the day it came, the
-- suggestions made and the problems found on a visit of the team there. `is_at_place`: at a place and not in the
-- future, which is where places are counted; other visits are paid to units.
create table team_day as
with visit as (

    select
        visit.visit_id,
        visit.stream,
        visit.organisation_id,
        visit.area_code,
        place.community_code,
        place.visit_id is not null as is_at_place,
        visit.arrived_at::date as visited_on,
        extract(hour from visit.arrived_at) >= 22 or extract(hour from visit.arrived_at) < 8 as is_night,
        visit.is_unannounced
    from current_supervision_visit as visit
    left join place_visit as place using (visit_id)

),

happened as (

    select *, visited_on as happened_on, 1 as visits, 0 as suggestions, 0 as problems
    from visit

    union all

    select
        visit.* replace (false as is_night, false as is_unannounced),
        greatest(visit.visited_on, suggestion.made_at::date), 0, 1, 0
    from visit
    inner join current_suggestion as suggestion using (visit_id)

    union all

    select
        visit.* replace (false as is_night, false as is_unannounced),
        greatest(visit.visited_on, problem.found_at::date), 0, 0, 1
    from visit
    inner join current_problem as problem using (visit_id)

)

select
    stream,
    organisation_id,
    area_code,
    community_code,
    is_at_place,
    happened_on,
    sum(visits)::bigint as visits,
    count(*) filter (is_night) as night_visits,
    count(*) filter (is_unannounced) as unannounced_visits,
    sum(suggestions)::bigint as suggestions,
    sum(problems)::bigint as problems_found
from happened
group by all
order by happened_on, stream, organisation_id, area_code;
