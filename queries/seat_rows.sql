-- question: 哪些席位有人，哪些空着？ | Which seats are filled, and which are empty?
-- grain:    每个席位和所服务的村居一行，空缺的在前 | one row per seat and community it serves, empty ones first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  社区 | Community
-- column:   seat_kind  varchar  席位 | Seat
-- column:   seats  bigint  计一个席位 | Counted as a seat
-- column:   seats_filled  bigint  计到岗 | Counted as filled
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    community.area_code,
    community.area_name as name,
    seat.seat_kind,
    1::bigint as seats,
    (seat.person_id is not null)::bigint as seats_filled,
    sheet_of('grid_seat') as sheet_name,
    batch.file_name,
    seat.row_no,
    batch.uploader,
    batch.received_at
from grid_seat_as_of((select known_at from board)) as seat
inner join area_within using (area_code)
inner join current_area as community
    on community.area_code = area_within.ancestor_code
    and community.area_level = 'community'
    and community.is_in_scope
inner join batch using (batch_id)
where is_within(community.area_code, $area_code)
order by seats_filled, community.area_code, seat.grid_seat_id
