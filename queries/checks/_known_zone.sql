-- The zones of the current board: places for assumptions, not for records.
create view known.zone as
select zone_code
from board.zone
