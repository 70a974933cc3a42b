-- question: 各卡点的岗位配齐了吗？ | Has every post each role it needs?
-- grain:    一行 | one row
-- metric:   M10 岗位构成达标率 = 各岗位都到齐的卡点班次 / 应值守的卡点班次 | M10 Role mix = shifts of checkpoints with every role complete / shifts of checkpoints to be manned
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   post_shifts      bigint  应值守卡点班次（个） | Post-shifts
-- column:   post_shifts_met  bigint  各岗位到齐（个） | With every role
-- column:   role_mix_share   double  岗位构成达标率 | Role mix
-- note:     当日到所选班次为止；未报镇街不计入 | Of the day up to the chosen shift; silent townships are left out
with chosen as (

    select starts_at
    from moment
    where duty_on = $duty_on and shift_code = $shift_code

),

post as (

    select checkpoint_id, shift_code, sum(people_short) = 0 as is_met
    from checkpoint_role_shift
    inner join moment using (duty_on, shift_code)
    inner join chosen on moment.starts_at <= chosen.starts_at
    where duty_on = $duty_on
        and is_reported
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)
    group by all

)

select
    nullif(count(*), 0) as post_shifts,
    if(count(*) > 0, count(*) filter (is_met), null) as post_shifts_met,
    share(count(*) filter (is_met), count(*)) as role_mix_share
from post
