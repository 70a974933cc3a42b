-- question: 告警出自哪些文件的哪些行？ | From which rows of which files do the alarms come?
-- grain:    未解除的告警所依据的每条记录一行：需求、值守、应报、问题及其各步、确认 | one row per record an open alarm rests on: need, duty, report awaited, problem and its steps, note taken
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- column:   name_zh  varchar  告警 | Alarm in Chinese
-- column:   name_en  varchar  告警（英文） | Alarm
-- column:   name  varchar  地点 | Place
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   happened_at  timestamptz  时间 | When
-- column:   people_required  bigint  应到（人） | Required
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with open as (

    select *
    from alarm
    where is_within(area_code, $area_code)

),

standing as (

    -- The latest shifts, the running one first.
    select *, row_number() over (order by starts_at desc) as shifts_ago
    from moment
    where shift_state <> 'future'
    qualify shifts_ago <= (select max(shifts) from alarm_rule)

),

slot as (

    -- The shifts that an alarm about posts looks at, checkpoint by checkpoint.
    select open.alarm_id, open.alarm_code, post.checkpoint_id, standing.*
    from open
    inner join alarm_rule using (alarm_code)
    inner join standing on standing.shifts_ago <= alarm_rule.shifts
    inner join current_checkpoint as post
        on case when open.place_kind = 'checkpoint' then post.checkpoint_id = open.place_code
            else post.township_code = open.place_code end
    where open.alarm_code in ('empty_checkpoint', 'red_gap')

),

told as (

    select
        slot.alarm_id,
        'requirement' as record_table,
        null as person_id,
        slot.starts_at as happened_at,
        need.people_required,
        need.batch_id,
        need.row_no
    from slot
    inner join requirement_as_of((select known_at from board)) as need
        on need.checkpoint_id = slot.checkpoint_id
        and need.shift_code = slot.shift_code
        and slot.duty_on between need.valid_from_on and coalesce(need.valid_to_on, slot.duty_on)
    where need.people_required > 0

    union all

    select slot.alarm_id, 'duty_shift', duty.person_id, duty.actual_start_at, null, duty.batch_id, duty.row_no
    from slot
    inner join duty_shift_between(
        (select known_at from board), (select min(duty_on) - 1 from standing), (select max(duty_on) + 1 from standing)
    ) as duty
        on duty.checkpoint_id = slot.checkpoint_id
        and (duty.duty_on = slot.duty_on and duty.shift_code = slot.shift_code
            or duty.actual_start_at <= slot.moment_at
            and coalesce(duty.actual_end_at, duty.planned_end_at) > slot.moment_at)

    union all

    select open.alarm_id, 'duty_shift', duty.person_id, duty.actual_start_at, null, duty.batch_id, duty.row_no
    from open
    inner join standing on standing.shifts_ago = 1
    inner join person_rest
        on person_rest.duty_on = standing.duty_on
        and person_rest.shift_code = standing.shift_code
        and person_rest.township_code = open.place_code
        and person_rest.must_rest
    inner join duty_shift_between(
        (select known_at from board), (select max(duty_on) - 7 from standing), (select max(duty_on) from standing)
    ) as duty
        on duty.person_id = person_rest.person_id
        and duty.actual_start_at is not null
    where open.alarm_code = 'rest_limit'

    union all

    select open.alarm_id, 'expected_report', null, slot.due_at, null, expected.batch_id, expected.row_no
    from open
    inner join alarm_rule using (alarm_code)
    inner join standing on standing.shifts_ago <= alarm_rule.shifts
    inner join township_shift as slot
        on slot.duty_on = standing.duty_on
        and slot.shift_code = standing.shift_code
        and slot.township_code = open.place_code
        and slot.reported_at is null
    inner join expected_report_as_of((select known_at from board)) as expected
        on expected.report_source = 'duty_shift'
        and expected.area_code = open.place_code
        and expected.shift_code = slot.shift_code
        and slot.duty_on between expected.valid_from_on and coalesce(expected.valid_to_on, slot.duty_on)
    where open.alarm_code = 'silent_township'

    union all

    select open.alarm_id, 'problem', null, problem.found_at, null, problem.batch_id, problem.row_no
    from open
    inner join problem_as_of((select known_at from board)) as problem on problem.problem_id = open.place_code
    where open.place_kind = 'problem'

    union all

    select open.alarm_id, 'problem_event', null, event.happened_at, null, event.batch_id, event.row_no
    from open
    inner join problem_event_as_of((select known_at from board)) as event on event.problem_id = open.place_code
    where open.place_kind = 'problem'

    union all

    select note.alarm_id, 'alarm_acknowledgement', null, note.acknowledged_at, null, note.batch_id, note.row_no
    from alarm_acknowledgement_as_of((select known_at from board)) as note
    inner join open using (alarm_id)

)

select
    alarm_rule.name_zh,
    alarm_rule.name_en,
    open.place_name as name,
    case when told.person_id is not null
        then dense_rank() over (order by told.person_id is null, md5(told.person_id)) end as person_no,
    told.happened_at,
    told.people_required::bigint as people_required,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join open using (alarm_id)
inner join alarm_rule using (alarm_code)
inner join batch using (batch_id)
order by open.severity desc, open.since_at, open.alarm_id, told.record_table desc, told.happened_at desc nulls last,
    told.batch_id, told.row_no
