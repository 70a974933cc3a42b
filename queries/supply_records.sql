-- question: 物资收发出自哪些文件的哪些行？ | From which rows of which files does what came in and went out come?
-- grain:    当日为止每次物资出入一行，最近的在前 | one row per movement of supplies up to the day, latest first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   supply_kind  varchar  物资 | Supply
-- column:   supply_flow  varchar  收发 | In or out
-- column:   quantity  double  数量 | Quantity
-- column:   moved_at  timestamptz  时间 | When
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    supply.area_code,
    place.area_name as name,
    supply.supply_kind,
    supply.supply_flow,
    supply.quantity,
    supply.moved_at,
    sheet_of('supply_movement') as sheet_name,
    batch.file_name,
    supply.row_no,
    batch.uploader,
    batch.received_at
from supply_movement_as_of((select known_at from board)) as supply
inner join batch using (batch_id)
left join current_area as place using (area_code)
where supply.moved_at <= seen_at($duty_on)
    and is_within(supply.area_code, $area_code)
order by supply.moved_at desc, supply.supply_movement_id
