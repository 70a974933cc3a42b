-- question: 表扬激励由哪些记录相加而成？ | Which records add up to the honours?
-- grain:    当日为止每次表扬一行，最近的在前 | one row per commendation up to the day, latest first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   honour_kind  varchar  激励 | Honour
-- column:   recipient_kind  varchar  对象 | Recipients are
-- column:   awarded_on  date  日期 | Date
-- column:   recipients  bigint  表扬激励（个、人） | Honours
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    honour.area_code,
    place.area_name as name,
    honour.honour_kind,
    honour.recipient_kind,
    honour.awarded_on,
    honour.recipients::bigint as recipients,
    sheet_of('commendation') as sheet_name,
    batch.file_name,
    honour.row_no,
    batch.uploader,
    batch.received_at
from commendation_as_of((select known_at from board)) as honour
inner join batch using (batch_id)
left join current_area as place using (area_code)
where honour.awarded_on <= $duty_on
    and is_within(honour.area_code, $area_code)
order by honour.awarded_on desc, honour.commendation_id
