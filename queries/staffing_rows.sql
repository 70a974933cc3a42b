-- question: 缺口由哪些卡点、哪些岗位相加而成？ | Which posts and roles add up to the gap?
-- grain:    班次内每个卡点和应到的岗位一行，缺口最大的在前，未报的在后 | one row per checkpoint and role required in the shift, largest gap first, silent ones last
-- metric:   M01 M02 M03 M04 按卡点和岗位 | M01 M02 M03 M04 by checkpoint and role
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   township_name  varchar  镇街 | Township
-- column:   role  varchar  岗位 | Role
-- column:   people_required  bigint  应到（人） | Required
-- column:   people_present  bigint  在岗（人） | On post
-- column:   people_covered  bigint  有效在岗（人） | Counted towards need
-- column:   people_short  bigint  缺口（人） | Short
-- note:     未报镇街的各数为空，不计入 | Where the township is silent everything is null and not counted
select
    post.checkpoint_id,
    checkpoint.checkpoint_name,
    township.area_name as township_name,
    post.role,
    case when post.is_reported then post.people_required end as people_required,
    post.people_present,
    post.people_covered,
    post.people_short
from checkpoint_role_shift as post
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as township on township.area_code = post.township_code
where post.duty_on = $duty_on
    and post.shift_code = $shift_code
    and is_within(post.area_code, $area_code)
    and is_checkpoint(post.checkpoint_id, $checkpoint_id)
order by post.people_short desc nulls last, post.people_required desc, post.checkpoint_id, post.role
