-- question: 七日内的值守出自哪些文件的哪些行？ | From which rows of which files does the duty of seven days come?
-- grain:    七日内所值的班，每条上报的值守一行，最近的在前 | one row per duty handed in for a shift stood within seven days, latest first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   shift_code  varchar  班次 | Shift
-- column:   starts_at  timestamptz  上岗 | From
-- column:   ends_at  timestamptz  下岗 | To
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
-- note:     只列本范围内的值守，同一人在别处的不列 | Duty of the same person outside this scope is not listed
select
    checkpoint.checkpoint_name,
    dense_rank() over (order by md5(stood.person_id)) as person_no,
    duty.shift_code,
    duty.actual_start_at as starts_at,
    coalesce(duty.actual_end_at, duty.planned_end_at) as ends_at,
    sheet_of('duty_shift') as sheet_name,
    batch.file_name,
    duty.row_no,
    batch.uploader,
    batch.received_at
from stood_in_week($duty_on, $shift_code, $area_code, $checkpoint_id) as stood
inner join duty_shift_between((select known_at from board), $duty_on - 8, $duty_on + 1) as duty
    using (person_id, duty_on, shift_code)
inner join batch using (batch_id)
left join current_checkpoint as checkpoint on checkpoint.checkpoint_id = duty.checkpoint_id
order by starts_at desc nulls last, duty.checkpoint_id, duty.duty_shift_id
