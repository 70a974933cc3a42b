-- question: 应到和在岗出自哪些文件的哪些行？ | From which rows of which files do the required and the present come?
-- grain:    班次或当日有效的每条需求、值守和报送一行 | one row per requirement, duty and report in force for the shift, or for the day
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次；空值为全日 | Shift; null for the whole day
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   township_name  varchar  镇街 | Township
-- column:   role  varchar  岗位 | Role
-- column:   shift_code  varchar  班次 | Shift
-- column:   people_required  bigint  应到（人） | Required
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   starts_at  timestamptz  上岗 | From
-- column:   ends_at  timestamptz  下岗 | To
-- column:   is_on_post  boolean  人数时刻在岗 | On post when counted
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
-- note:     未签退的按计划下岗时间；未上岗的上岗时间为空 | Without sign-out the planned end counts; who did not come has no beginning
with slot as (

    -- Who stayed on from another shift counts too: at the moment of a shift, through the whole of a day.
    select
        max(moment_at) as moment_at,
        case when $shift_code is null then min(starts_at) else max(moment_at) end as from_at,
        case when $shift_code is null then max(ends_at) else max(moment_at) + interval 1 second end as until_at
    from moment
    where duty_on = $duty_on
        and ($shift_code is null or shift_code = $shift_code)

),

post as (

    select distinct checkpoint_id, township_code
    from checkpoint_shift
    where duty_on = $duty_on
        and ($shift_code is null or shift_code = $shift_code)
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

),

record as (

    select
        'requirement' as record_table,
        post.checkpoint_id,
        post.township_code,
        need.role,
        need.shift_code,
        need.people_required,
        null as person_id,
        null::timestamptz as starts_at,
        null::timestamptz as ends_at,
        need.batch_id,
        need.row_no
    from requirement_as_of((select known_at from board)) as need
    inner join post using (checkpoint_id)
    where need.people_required > 0
        and need.valid_from_on <= $duty_on
        and coalesce(need.valid_to_on, $duty_on) >= $duty_on
        and ($shift_code is null or need.shift_code = $shift_code)

    union all

    select
        'duty_shift',
        post.checkpoint_id,
        post.township_code,
        duty.role,
        duty.shift_code,
        null,
        duty.person_id,
        duty.actual_start_at,
        coalesce(duty.actual_end_at, duty.planned_end_at),
        duty.batch_id,
        duty.row_no
    from duty_shift_between((select known_at from board), $duty_on - 1, $duty_on + 1) as duty
    inner join post using (checkpoint_id)
    cross join slot
    where duty.duty_on = $duty_on and ($shift_code is null or duty.shift_code = $shift_code)
        or duty.actual_start_at < slot.until_at
        and coalesce(duty.actual_end_at, duty.planned_end_at) > slot.from_at

    union all

    select 'report', null, report.area_code, null, report.shift_code, null, null, report.reported_at, null, report.batch_id, report.row_no
    from report_as_of((select known_at from board)) as report
    where report.report_source = 'duty_shift'
        and report.duty_on = $duty_on
        and ($shift_code is null or report.shift_code = $shift_code)
        and report.area_code in (select township_code from post)

)

select
    checkpoint.checkpoint_name,
    township.area_name as township_name,
    record.role,
    record.shift_code,
    record.people_required::bigint as people_required,
    case when record.person_id is not null
        then dense_rank() over (order by record.person_id is null, md5(record.person_id)) end as person_no,
    record.starts_at,
    record.ends_at,
    case when record.person_id is not null and $shift_code is not null
        then coalesce(record.starts_at <= slot.moment_at and record.ends_at > slot.moment_at, false) end as is_on_post,
    sheet_of(record.record_table) as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from record
cross join slot
inner join batch using (batch_id)
inner join current_area as township on township.area_code = record.township_code
left join current_checkpoint as checkpoint on checkpoint.checkpoint_id = record.checkpoint_id
order by township.area_code, record.checkpoint_id nulls last, record.shift_code, record.record_table desc, record.role,
    batch.received_at, record.batch_id, record.row_no
