-- question: 哪些镇街缺人，各缺多少？ | Which townships are short, and by how many people?
-- grain:    范围内每个镇街一行，缺人最多的在前，未报的在后 | one row per township in scope, most short-handed first, silent ones last
-- metric:   M01 M02 M03 M04 M07 按镇街 | M01 M02 M03 M04 M07 by township
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   area_code               varchar      镇街代码 | Township code
-- column:   name                    varchar      镇街 | Township
-- column:   people_required         bigint       应到（人） | Required
-- column:   people_rostered         bigint       排班（人） | Rostered
-- column:   people_present          bigint       在岗（人） | On post
-- column:   people_short            bigint       缺口（人） | Short
-- column:   coverage_share          double       在岗率 | Coverage
-- column:   checkpoints             bigint       卡点（个） | Checkpoints
-- column:   checkpoints_unattended  bigint       空岗卡点（个） | Unattended checkpoints
-- column:   is_reported             boolean      已报 | Reported
-- column:   reported_at             timestamptz  报送时间 | Reported at
-- note:     未报又没有排班的，排班为空，不为 0 | Where nothing is reported nor rostered the roster is null, never 0
with township as (

    select current_area.area_code, current_area.area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(current_area.area_code, $area_code)

),

post as (

    select *
    from checkpoint_shift
    where duty_on = $duty_on
        and shift_code = $shift_code
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

)

select
    township.area_code,
    township.name,
    coalesce(sum(post.people_required), 0)::bigint as people_required,
    case when any_value(shift_report.reported_at) is not null or sum(post.people_rostered) > 0
        then coalesce(sum(post.people_rostered), 0) end::bigint as people_rostered,
    case when any_value(shift_report.reported_at) is not null
        then coalesce(sum(post.people_present), 0) end::bigint as people_present,
    case when any_value(shift_report.reported_at) is not null
        then coalesce(sum(post.people_short), 0) end::bigint as people_short,
    share(sum(post.people_covered), sum(post.people_required) filter (post.is_reported)) as coverage_share,
    count(post.checkpoint_id) as checkpoints,
    case when any_value(shift_report.reported_at) is not null
        then count(*) filter (post.is_unattended) end::bigint as checkpoints_unattended,
    any_value(shift_report.reported_at) is not null as is_reported,
    any_value(shift_report.reported_at) as reported_at
from township
left join post on post.township_code = township.area_code
left join shift_report
    on shift_report.township_code = township.area_code
    and shift_report.duty_on = $duty_on
    and shift_report.shift_code = $shift_code
group by township.area_code, township.name
order by people_short desc nulls last, checkpoints_unattended desc nulls last, township.area_code
