-- question: 哪些台账到期，哪些按时报了？ | Which ledgers were due, and which came in time?
-- grain:    每本台账和地方一行，未按时的在前 | one row per ledger and place, those not in time first
-- metric:   M37 按台账和地方 | M37 by ledger and place
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   ledger_kind  varchar  台账 | Ledger
-- column:   due_at  timestamptz  应报时限 | Due
-- column:   filed_at  timestamptz  报送时间 | Filed at
-- column:   due  bigint  计到期 | Counted as due
-- column:   on_time  bigint  计按时 | Counted as in time
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    standing.area_code,
    place.area_name as name,
    standing.ledger_kind,
    standing.due_at,
    standing.filed_at,
    standing.is_due::bigint as due,
    coalesce(standing.is_on_time, false)::bigint as on_time,
    sheet_of('ledger_return') as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from ledger_standing($duty_on) as standing
inner join ledger_return_as_of((select known_at from board)) as record using (ledger_return_id)
inner join batch using (batch_id)
inner join current_area as place on place.area_code = standing.area_code
where is_within(standing.area_code, $area_code)
order by on_time, standing.due_at, standing.ledger_return_id
