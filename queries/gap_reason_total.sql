-- question: 缺的人缺在哪一环？ | Why are people missing?
-- grain:    一行 | one row
-- metric:   M03 按原因 | M03 by reason
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   people_short           bigint  缺口（人） | Gap
-- column:   short_not_established  bigint  未定编（人） | Not established
-- column:   short_not_rostered     bigint  未排班（人） | Not rostered
-- column:   short_absent           bigint  未到岗（人） | Absent
-- column:   short_resting          bigint  轮休中（人） | Resting by order
-- column:   short_added            bigint  临时加岗（人） | Suddenly added
-- column:   short_must_rest        bigint  须轮休（人） | Must rest
-- column:   people_short_rested    bigint  真实缺口（人） | True gap
-- column:   checkpoints            bigint  应有人的卡点（个） | Checkpoints that need people
-- note:     前五项相加为缺口，再加须轮休为真实缺口 | The first five add up to the gap, with those who must rest to the true gap
-- note:     未定编：当日需求超过该镇街该岗位在册人数；临时加岗：当日起由指挥部指令增加 | Not established: the day needs more than are assigned to the township in the role; suddenly added: by command order from this day on
-- note:     先算未到岗，再算临时加岗、未定编，余为未排班 | Absent first, then suddenly added, then not established; the rest is not rostered
select
    sum(people_short)::bigint as people_short,
    sum(short_not_established)::bigint as short_not_established,
    sum(short_not_rostered)::bigint as short_not_rostered,
    sum(short_absent)::bigint as short_absent,
    sum(short_resting)::bigint as short_resting,
    sum(short_added)::bigint as short_added,
    sum(short_must_rest)::bigint as short_must_rest,
    sum(people_short_rested)::bigint as people_short_rested,
    count(distinct checkpoint_id) as checkpoints
from gap_reason
where duty_on = $duty_on
    and shift_code = $shift_code
    and is_within(area_code, $area_code)
    and is_checkpoint(checkpoint_id, $checkpoint_id)
