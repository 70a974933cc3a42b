-- The moment the board counts as now, and its first day; on a whole board the values themselves
-- (tables/every/said.sql).
create macro clock() as (
    select board.clock_at from board
);

create macro first_day() as (
    select board.first_on from board
);
