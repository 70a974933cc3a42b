-- question: 哪些卡点班次各岗位到齐？ | Which post-shifts had every role?
-- grain:    所选为止当日每个卡点和班次一行，缺岗位的在前 | one row per checkpoint and shift of the day up to the chosen one, those that lack a role first
-- metric:   M10 按卡点和班次 | M10 by checkpoint and shift
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   township_name  varchar  镇街 | Township
-- column:   shift_code  varchar  班次 | Shift
-- column:   post_shifts  bigint  应值守卡点班次（个） | Post-shifts
-- column:   post_shifts_met  bigint  各岗位到齐（个） | With every role
-- column:   people_short  bigint  缺口（人） | Short
-- note:     未报镇街不计入 | Silent townships are left out
with chosen as (

    select starts_at
    from moment
    where duty_on = $duty_on and shift_code = $shift_code

)

select
    post.checkpoint_id,
    checkpoint.checkpoint_name,
    township.area_name as township_name,
    post.shift_code,
    1::bigint as post_shifts,
    (post.people_short = 0)::bigint as post_shifts_met,
    post.people_short
from checkpoint_shift as post
inner join moment using (duty_on, shift_code)
inner join chosen on moment.starts_at <= chosen.starts_at
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as township on township.area_code = post.township_code
where post.duty_on = $duty_on
    and post.is_reported
    and is_within(post.area_code, $area_code)
    and is_checkpoint(post.checkpoint_id, $checkpoint_id)
order by post.people_short desc, post.checkpoint_id, moment.starts_at, post.shift_code
