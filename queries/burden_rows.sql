-- question: 填报负担由哪些索要相加而成？ | Which requests add up to the reporting burden?
-- grain:    当日每次请求和村居一行，已知字段最多的在前 | one row per request and community of the day, most fields already known first
-- metric:   M39 按请求和村居 | M39 by request and community
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  社区 | Community
-- column:   title  varchar  表名 | Form
-- column:   unit_name  varchar  索要单位 | Asked by
-- column:   fields  bigint  索要字段（项） | Fields asked
-- column:   fields_known  bigint  重复字段（项） | Fields already known
-- column:   fill_minutes  integer  填报用时（分钟） | Minutes to fill
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     索要发到上级区划的，其下每个社区都计一份 | A request to an area counts once for every community in it
select
    asked.area_code,
    place.area_name as name,
    asked.title,
    unit.organisation_name as unit_name,
    asked.fields,
    asked.fields_known,
    asked.fill_minutes,
    sheet_of('data_request') as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from request_day as asked
inner join data_request_as_of((select known_at from board)) as record using (data_request_id)
inner join batch using (batch_id)
left join current_area as place on place.area_code = asked.area_code
left join current_organisation as unit on unit.organisation_id = asked.organisation_id
where asked.asked_on = $duty_on
    and is_within(asked.area_code, $area_code)
order by asked.fields_known desc, asked.fields desc, asked.data_request_id, asked.area_code
