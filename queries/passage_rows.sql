-- question: 表单和核验时间由哪些时段相加而成？ | Which hours add up to the forms and the time a check takes?
-- grain:    当日每个卡点和小时一行，表单最多的在前 | one row per checkpoint and hour of the day, most forms first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   hour_at  timestamptz  时段 | Hour
-- column:   people  bigint  通行（人次） | People
-- column:   forms  bigint  表单（份） | Forms
-- column:   qr_reports  bigint  扫码自报（份） | Self-reported by QR
-- column:   people_timed  bigint  计时通行（人次） | People timed
-- column:   handling_total  double  核验总用时（秒） | Seconds of checks
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     核验总用时＝每人核验秒数×人次 | Seconds of checks = seconds each × people
select
    passage.checkpoint_id,
    checkpoint.checkpoint_name,
    passage.hour_at,
    passage.people::bigint as people,
    (passage.visitor_forms + passage.returnee_forms)::bigint as forms,
    passage.qr_reports::bigint as qr_reports,
    case when passage.handling_seconds is null then 0 else passage.people end::bigint as people_timed,
    coalesce(passage.handling_seconds * passage.people, 0) as handling_total,
    sheet_of('passage_hour') as sheet_name,
    batch.file_name,
    passage.row_no,
    batch.uploader,
    batch.received_at
from passage_hour_as_of((select known_at from board)) as passage
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join batch using (batch_id)
where passage.hour_at::date = $duty_on
    and passage.hour_at <= seen_at($duty_on)
    and is_within(checkpoint.area_code, $area_code)
    and is_checkpoint(passage.checkpoint_id, $checkpoint_id)
order by forms desc, passage.checkpoint_id, passage.hour_at, passage.passage_hour_id
