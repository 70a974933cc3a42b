-- question: 空岗时长、工时和夜间在岗由哪些卡点相加而成？ | Which posts add up to the time unattended, the post-hours and the nights?
-- grain:    当日每个卡点一行，空岗最久的在前 | one row per checkpoint of the day, longest unattended first
-- metric:   M05 M06 M07 M11 按卡点 | M05 M06 M07 M11 by checkpoint
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   township_name  varchar  镇街 | Township
-- column:   checkpoints  bigint  本班应值守且已报（个） | Manned this shift, reported
-- column:   checkpoints_unattended  bigint  本班空岗（个） | Unattended this shift
-- column:   unattended_minutes  double  当日空岗（分钟） | Unattended today (min)
-- column:   ever_unattended  bigint  当日有过空岗（个） | Ever unattended today
-- column:   checkpoints_needed  bigint  当日须值守（个） | Needed somebody today
-- column:   person_hours_required  double  应到工时（小时） | Person-hours required
-- column:   person_hours_covered  double  有效工时（小时） | Person-hours covered
-- column:   night_required  bigint  夜间应到（人） | Required at night
-- column:   night_covered  bigint  夜间有效在岗（人） | Covered at night
-- note:     未报镇街的本班应值守、空岗、夜间应到和在岗为空 | Where the township is silent the shift and the night are null
with here as (

    select
        checkpoint_id,
        if(is_reported, 1, null) as checkpoints,
        is_unattended::integer as checkpoints_unattended
    from checkpoint_shift
    where duty_on = $duty_on
        and shift_code = $shift_code
        and is_within(area_code, $area_code)

),

day as (

    select
        checkpoint_id,
        sum(unattended_minutes) as unattended_minutes,
        max((unattended_minutes > 0)::integer) as ever_unattended,
        1 as checkpoints_needed,
        sum(person_minutes_required) / 60 as person_hours_required,
        sum(person_minutes_covered) / 60 as person_hours_covered
    from checkpoint_hour
    where duty_on = $duty_on
        and is_within(area_code, $area_code)
    group by checkpoint_id

),

night as (

    select
        post.checkpoint_id,
        sum(post.people_required) filter (post.is_reported) as night_required,
        sum(post.people_covered) as night_covered
    from checkpoint_shift as post
    inner join shift using (shift_code)
    where post.duty_on = $duty_on
        and is_night(shift.starts_minute, shift.ends_minute)
        and is_within(post.area_code, $area_code)
    group by post.checkpoint_id

)

select
    checkpoint_id,
    checkpoint.checkpoint_name,
    township.area_name as township_name,
    here.checkpoints::bigint as checkpoints,
    here.checkpoints_unattended::bigint as checkpoints_unattended,
    day.unattended_minutes,
    day.ever_unattended::bigint as ever_unattended,
    day.checkpoints_needed::bigint as checkpoints_needed,
    day.person_hours_required,
    day.person_hours_covered,
    night.night_required::bigint as night_required,
    night.night_covered::bigint as night_covered
from here
full join day using (checkpoint_id)
full join night using (checkpoint_id)
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as area on area.area_code = checkpoint.area_code
inner join current_area as township on township.area_code = area.township_code
where is_checkpoint(checkpoint_id, $checkpoint_id)
order by day.unattended_minutes desc nulls last, here.checkpoints_unattended desc nulls last, checkpoint_id
