-- question: 须轮休的人都休息，还缺多少人？ | If everybody who must rest rested, how many would be missing?
-- grain:    一行 | one row
-- metric:   true_gap 真实缺口 = Σ max(0, 应到 − 不须轮休的在岗)，按卡点、班次、岗位（人） | true_gap True gap = Σ max(0, required − on post and not due to rest) per checkpoint, shift and role (people)
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   people_required         bigint  应到（人） | Required
-- column:   people_present          bigint  不须轮休的在岗（人） | On post and fit
-- column:   people_covered          bigint  有效在岗（人） | Counted towards need
-- column:   people_short            bigint  真实缺口（人） | True gap
-- column:   people_short_apparent   bigint  缺口（人） | Gap
-- column:   coverage_share          double  在岗率 | Coverage
-- column:   checkpoints_unattended  bigint  空岗卡点（个） | Unattended checkpoints
-- note:     未报镇街不计入 | Silent townships are outside all totals
with post as (

    select
        checkpoint_id,
        sum(people_required) as people_required,
        sum(people_fit) as people_present,
        sum(people_required - people_short_rested) as people_covered,
        sum(people_short_rested) as people_short,
        sum(people_short) as people_short_apparent
    from gap_reason
    where duty_on = $duty_on
        and shift_code = $shift_code
        and is_reported
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)
    group by checkpoint_id

)

select
    sum(people_required)::bigint as people_required,
    sum(people_present)::bigint as people_present,
    sum(people_covered)::bigint as people_covered,
    sum(people_short)::bigint as people_short,
    sum(people_short_apparent)::bigint as people_short_apparent,
    share(sum(people_covered), sum(people_required)) as coverage_share,
    if(count(*) > 0, count(*) filter (people_present = 0), null) as checkpoints_unattended
from post
