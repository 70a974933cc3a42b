-- question: “3+2”哪个席位缺得多？ | Which of the 3+2 seats is empty most?
-- grain:    每类席位一行，空缺最多的在前 | one row per kind of seat, most empty first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   seat_kind     varchar  席位 | Seat
-- column:   seats         bigint   席位（个） | Seats
-- column:   seats_filled  bigint   到岗（个） | Filled
-- column:   seats_empty   bigint   空缺（个） | Empty
-- column:   filled_share  double   到岗率 | Filled
select
    seat_kind,
    count(*) as seats,
    count(person_id) as seats_filled,
    count(*) - count(person_id) as seats_empty,
    share(count(person_id), count(*)) as filled_share
from current_grid_seat
where is_within(area_code, $area_code)
group by seat_kind
order by seats_empty desc, seat_kind
