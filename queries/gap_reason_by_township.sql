-- question: 各镇街为什么缺人？ | Why is each township short?
-- grain:    每个有缺口，或须轮休者轮休后会有缺口的镇街一行；最大的在前 | one row per township with a gap, or with one if those who must rest rested; largest first
-- metric:   M03 按原因和镇街 | M03 by reason and township
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   area_code              varchar 镇街代码 | Township code
-- column:   name                   varchar 镇街 | Township
-- column:   people_short           bigint  缺口（人） | Gap
-- column:   short_not_established  bigint  未定编（人） | Not established
-- column:   short_not_rostered     bigint  未排班（人） | Not rostered
-- column:   short_absent           bigint  未到岗（人） | Absent
-- column:   short_resting          bigint  轮休中（人） | Resting by order
-- column:   short_added            bigint  临时加岗（人） | Suddenly added
-- column:   short_must_rest        bigint  须轮休（人） | Must rest
-- column:   people_short_rested    bigint  真实缺口（人） | True gap
-- note:     前五项相加为缺口，再加须轮休为真实缺口 | The first five add up to the gap, with those who must rest to the true gap
select
    gap_reason.township_code as area_code,
    township.area_name as name,
    sum(people_short)::bigint as people_short,
    sum(short_not_established)::bigint as short_not_established,
    sum(short_not_rostered)::bigint as short_not_rostered,
    sum(short_absent)::bigint as short_absent,
    sum(short_resting)::bigint as short_resting,
    sum(short_added)::bigint as short_added,
    sum(short_must_rest)::bigint as short_must_rest,
    sum(people_short_rested)::bigint as people_short_rested
from gap_reason
inner join current_area as township on township.area_code = gap_reason.township_code
where duty_on = $duty_on
    and shift_code = $shift_code
    and is_within(gap_reason.area_code, $area_code)
    and is_checkpoint(checkpoint_id, $checkpoint_id)
group by gap_reason.township_code, township.area_name
having sum(people_short_rested) > 0
order by people_short desc, people_short_rested desc, gap_reason.township_code
