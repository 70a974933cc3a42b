-- question: 须轮休的人都休息，哪些卡点缺人？ | If everybody who must rest rested, which checkpoints would be short?
-- grain:    班次内每个开放的卡点一行，最差的在前，未报的在后 | one row per checkpoint open in the shift, worst first, silent ones last
-- metric:   true_gap 按卡点 | true_gap by checkpoint
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id          varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name        varchar  卡点 | Checkpoint
-- column:   checkpoint_kind        varchar  类型代码 | Kind code
-- column:   area_code              varchar  区划代码 | Area code
-- column:   township_name          varchar  镇街 | Township
-- column:   lon                    double   经度（度） | Longitude
-- column:   lat                    double   纬度（度） | Latitude
-- column:   people_required        bigint   应到（人） | Required
-- column:   people_present         bigint   不须轮休的在岗（人） | On post and fit
-- column:   people_short           bigint   真实缺口（人） | True gap
-- column:   people_short_apparent  bigint   缺口（人） | Gap
-- column:   is_unattended          boolean  空岗 | Unattended
-- column:   is_reported            boolean  已报 | Reported
select
    post.checkpoint_id,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    post.area_code,
    township.area_name as township_name,
    checkpoint.lon,
    checkpoint.lat,
    sum(post.people_required)::bigint as people_required,
    sum(post.people_fit)::bigint as people_present,
    sum(post.people_short_rested)::bigint as people_short,
    sum(post.people_short)::bigint as people_short_apparent,
    sum(post.people_fit) = 0 as is_unattended,
    post.is_reported
from gap_reason as post
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as township on township.area_code = post.township_code
where post.duty_on = $duty_on
    and post.shift_code = $shift_code
    and is_within(post.area_code, $area_code)
    and is_checkpoint(post.checkpoint_id, $checkpoint_id)
group by all
order by people_short desc nulls last, is_unattended desc nulls last, people_required desc, post.checkpoint_id
