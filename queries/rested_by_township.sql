-- question: 须轮休的人都休息，哪些镇街缺人？ | If everybody who must rest rested, which townships would be short?
-- grain:    范围内每个镇街一行，缺人最多的在前，未报的在后 | one row per township in scope, most short-handed first, silent ones last
-- metric:   true_gap 按镇街 | true_gap by township
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   area_code               varchar  镇街代码 | Township code
-- column:   name                    varchar  镇街 | Township
-- column:   people_required         bigint   应到（人） | Required
-- column:   people_present          bigint   不须轮休的在岗（人） | On post and fit
-- column:   people_short            bigint   真实缺口（人） | True gap
-- column:   people_short_apparent   bigint   缺口（人） | Gap
-- column:   checkpoints_unattended  bigint   空岗卡点（个） | Unattended checkpoints
-- column:   is_reported             boolean  已报 | Reported
with township as (

    select current_area.area_code, current_area.area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(current_area.area_code, $area_code)

),

post as (

    select
        township_code,
        checkpoint_id,
        sum(people_required) as people_required,
        sum(people_fit) as people_present,
        sum(people_short_rested) as people_short,
        sum(people_short) as people_short_apparent
    from gap_reason
    where duty_on = $duty_on
        and shift_code = $shift_code
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)
    group by all

)

select
    township.area_code,
    township.name,
    coalesce(sum(post.people_required), 0)::bigint as people_required,
    case when any_value(shift_report.reported_at) is not null
        then coalesce(sum(post.people_present), 0) end::bigint as people_present,
    case when any_value(shift_report.reported_at) is not null
        then coalesce(sum(post.people_short), 0) end::bigint as people_short,
    case when any_value(shift_report.reported_at) is not null
        then coalesce(sum(post.people_short_apparent), 0) end::bigint as people_short_apparent,
    case when any_value(shift_report.reported_at) is not null
        then count(*) filter (post.people_present = 0) end::bigint as checkpoints_unattended,
    any_value(shift_report.reported_at) is not null as is_reported
from township
left join post on post.township_code = township.area_code
left join shift_report
    on shift_report.township_code = township.area_code
    and shift_report.duty_on = $duty_on
    and shift_report.shift_code = $shift_code
group by township.area_code, township.name
order by people_short desc nulls last, people_short_apparent desc nulls last, township.area_code
