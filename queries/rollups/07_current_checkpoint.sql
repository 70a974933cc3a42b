-- Checkpoints as known now, with the township each belongs to.
create or replace table current_checkpoint as
select checkpoint.*, current_area.township_code
from current_checkpoint as checkpoint
inner join current_area using (area_code)
order by checkpoint.checkpoint_id;
