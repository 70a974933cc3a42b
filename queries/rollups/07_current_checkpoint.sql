-- Checkpoints as known now, with the township each belongs to and a position where it can be drawn.
create or replace table current_checkpoint as
select
    checkpoint.* replace (
        coalesce(schematic_place.lon, checkpoint.lon) as lon,
        coalesce(schematic_place.lat, checkpoint.lat) as lat
    ),
    current_area.township_code,
    current_area.township_name
from current_checkpoint as checkpoint
inner join current_area using (area_code)
left join schematic_place on schematic_place.place_code = checkpoint.checkpoint_id
order by checkpoint.checkpoint_id;
