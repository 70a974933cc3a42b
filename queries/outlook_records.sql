-- question: 推演用的应到和排班出自哪些文件的哪些行？ | From which rows of which files do need and roster of a what-if come?
-- grain:    推演时段内有效的每条需求一行，所依据排班的每条值守一行 | one row per requirement in force within the outlook, and per duty of the rosters it goes by
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     起算日期 | First duty date
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   township_name  varchar  镇街 | Township
-- column:   role  varchar  岗位 | Role
-- column:   shift_code  varchar  班次 | Shift
-- column:   people_required  bigint  应到（人） | Required
-- column:   duty_on  date  排班日期 | Roster of
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     没有排班的日子沿用最近一天的，两者都列 | A day without a roster repeats the last one before it
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with post as (

    select checkpoint.checkpoint_id, checkpoint.checkpoint_name, checkpoint.township_code, township.area_name as township_name
    from current_checkpoint as checkpoint
    left join current_area as township on township.area_code = checkpoint.township_code
    where is_within(checkpoint.area_code, $area_code)
        and is_checkpoint(checkpoint.checkpoint_id, $checkpoint_id)

),

ahead as (

    select $duty_on - 2 as from_on, $duty_on + 2 + ceil(norm_value('outlook_hours') / 24)::integer as until_on

),

roster as (

    select duty.*
    from duty_shift_between((select known_at from board), $duty_on - 9, $duty_on + 9) as duty
    inner join post using (checkpoint_id)
    where duty.planned_start_at is not null

),

last_before as (

    -- The newest roster a township has; days after it repeat it.
    select post.township_code, max(roster.duty_on) as roster_on
    from roster
    inner join post using (checkpoint_id)
    group by all

),

told as (

    select
        'requirement' as record_table,
        need.checkpoint_id,
        need.role,
        need.shift_code,
        need.people_required,
        null::date as duty_on,
        null as person_id,
        need.batch_id,
        need.row_no
    from requirement_as_of((select known_at from board)) as need
    inner join post using (checkpoint_id)
    cross join ahead
    where need.people_required > 0
        and need.valid_from_on <= ahead.until_on
        and coalesce(need.valid_to_on, ahead.until_on) >= ahead.from_on

    union all

    select 'duty_shift', roster.checkpoint_id, roster.role, roster.shift_code, null, roster.duty_on, roster.person_id,
        roster.batch_id, roster.row_no
    from roster
    inner join post using (checkpoint_id)
    inner join last_before using (township_code)
    cross join ahead
    where roster.duty_on between ahead.from_on and ahead.until_on
        or roster.duty_on = last_before.roster_on

)

select
    post.checkpoint_name,
    post.township_name,
    told.role,
    told.shift_code,
    told.people_required::bigint as people_required,
    told.duty_on,
    case when told.person_id is not null
        then dense_rank() over (order by told.person_id is null, md5(told.person_id)) end as person_no,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join post using (checkpoint_id)
inner join batch using (batch_id)
order by post.township_code, told.checkpoint_id, told.record_table desc, told.duty_on desc nulls last, told.shift_code,
    told.role, told.batch_id, told.row_no
