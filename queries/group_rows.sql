-- question: 各组成员里谁算在岗？ | Which members of the groups count as on duty?
-- grain:    每个组的每名成员一行，班次时刻使成员在岗的每条值守一行 | one row per member of a group, and per duty that puts a member on post at the moment of the shift
-- metric:   groups_on_duty 按记录 | groups_on_duty by record
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   group_name  varchar  小组 | Group
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   members  bigint  计一名成员 | Counted as a member
-- column:   on_duty  bigint  计在岗 | Counted as on duty
-- column:   starts_at  timestamptz  上岗 | From
-- column:   ends_at  timestamptz  下岗 | To
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     一人在几个小组的，各组各计一次 | Somebody in several groups counts once in each
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with member as (

    select
        unit.organisation_id,
        unit.organisation_name,
        people.person_id,
        people.record_table,
        people.batch_id,
        people.row_no
    from (
        select 'person' as record_table, organisation_id, person_id, batch_id, row_no
        from person_as_of((select known_at from board))
        where organisation_id is not null

        union all

        select 'membership', organisation_id, person_id, batch_id, row_no
        from membership_as_of((select known_at from board))
        where from_on <= $duty_on
            and (to_on is null or to_on >= $duty_on)
    ) as people
    inner join current_organisation as unit using (organisation_id)
    where unit.organisation_kind in (
        'task_force', 'task_group', 'work_group', 'supervision_team', 'discipline_team', 'cadre_group'
    )
    qualify row_number() over (
        partition by people.organisation_id, people.person_id
        order by people.record_table, people.batch_id, people.row_no
    ) = 1

),

told as (

    select *, 1 as members, 0 as on_duty, null::timestamptz as starts_at, null::timestamptz as ends_at
    from member

    union all

    select
        member.organisation_id,
        member.organisation_name,
        member.person_id,
        'duty_shift',
        duty.batch_id,
        duty.row_no,
        0,
        1,
        duty.actual_start_at,
        coalesce(duty.actual_end_at, duty.planned_end_at)
    from member
    inner join duty_shift_between((select known_at from board), $duty_on - 1, $duty_on + 1) as duty using (person_id)
    inner join moment
        on moment.duty_on = $duty_on
        and moment.shift_code = $shift_code
        and duty.actual_start_at <= moment.moment_at
        and coalesce(duty.actual_end_at, duty.planned_end_at) > moment.moment_at
    qualify row_number() over (
        partition by member.organisation_id, member.person_id order by duty.actual_start_at, duty.duty_shift_id
    ) = 1

)

select
    told.organisation_name as group_name,
    dense_rank() over (order by md5(told.person_id)) as person_no,
    told.members::bigint as members,
    told.on_duty::bigint as on_duty,
    told.starts_at,
    told.ends_at,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join batch using (batch_id)
order by told.organisation_id, person_no, told.record_table, told.batch_id, told.row_no
