-- Two teams checked the same topic at the same place within the window, the later one up to a day: each such pair.
-- Demands contradict where both teams demanded something, and not the same. Place and teams with their names, as every
-- list says them.
create table check_repeat as
with checked as (

    select distinct
        visit.place_code,
        visit.organisation_id,
        visit.visited_on,
        item.check_topic,
        item.demand
    from place_visit as visit
    inner join current_check_item as item using (visit_id)
    where item.check_topic is not null

)

select
    earlier.place_code,
    place.area_name as name,
    coalesce(place.township_name, place.area_name) as township_name,
    earlier.check_topic,
    earlier.organisation_id,
    earlier_team.organisation_name as team_name,
    earlier.visited_on,
    earlier.demand,
    later.organisation_id as other_organisation_id,
    later_team.organisation_name as other_team_name,
    later.visited_on as other_visited_on,
    later.demand as other_demand,
    coalesce(earlier.demand <> later.demand, false) as is_contradictory
from checked as earlier
inner join checked as later
    on later.place_code = earlier.place_code
    and later.check_topic = earlier.check_topic
    and later.organisation_id <> earlier.organisation_id
    and later.visited_on between earlier.visited_on and earlier.visited_on + norm_value('same_item_days')::integer - 1
    and (later.visited_on > earlier.visited_on or later.organisation_id > earlier.organisation_id)
inner join current_area as place on place.area_code = earlier.place_code
left join current_organisation as earlier_team on earlier_team.organisation_id = earlier.organisation_id
left join current_organisation as later_team on later_team.organisation_id = later.organisation_id
order by other_visited_on, earlier.place_code, earlier.check_topic, earlier.organisation_id, other_organisation_id;
