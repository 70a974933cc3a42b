-- question: 今后一天哪个镇街哪一班缺人？ | Over the next day, which township is short in which shift?
-- grain:    范围内每个镇街和所选时刻起 24 小时内开始的班次一行；缺人最多的镇街在前，再按时间 | one row per township in scope and shift that begins within 24 hours of the chosen moment; townships most short first, then by time
-- metric:   M03 按镇街和班次；未开始的班次为排班缺口 | M03 by township and shift; roster gap of shifts not yet begun
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   area_code        varchar      镇街代码 | Township code
-- column:   name             varchar      镇街 | Township
-- column:   duty_on          date         值守日期 | Duty date
-- column:   shift_code       varchar      班次 | Shift
-- column:   shift_state      varchar      班次状态 | State
-- column:   starts_at        timestamptz  班次开始 | Shift starts
-- column:   people_required  bigint       应到（人） | Required
-- column:   people_rostered  bigint       排班（人） | Rostered
-- column:   people_present   bigint       在岗（人） | On post
-- column:   people_short     bigint       缺口（人） | Short
-- column:   is_known         boolean      已报或已排班 | Reported or rostered
-- note:     已开始的班次按在岗算缺口，未开始的按排班算 | A shift that has begun is judged by who is present, a later one by its roster
-- note:     须有人而全镇无人排班为未排班，缺口为空，不是 0 | Where people are required and nobody is rostered, the gap is null, not 0
with chosen as (

    select starts_at, moment_at
    from moment
    where duty_on = $duty_on
        and shift_code = $shift_code

),

ahead as (

    select moment.*
    from moment
    inner join chosen
        on moment.starts_at between chosen.starts_at and chosen.moment_at + interval 24 hours

),

township as (

    select current_area.area_code, current_area.area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(current_area.area_code, $area_code)

),

rostered as (

    select township_code, duty_on, shift_code, sum(people_rostered) > 0 as has_roster
    from checkpoint_role_shift
    group by all

),

post as (

    select
        township_code,
        duty_on,
        shift_code,
        sum(people_required)::bigint as people_required,
        sum(people_rostered)::bigint as people_rostered,
        sum(people_present)::bigint as people_present,
        sum(case when shift_state = 'future' then greatest(people_required - people_rostered, 0) else people_short end)
            ::bigint as people_short
    from checkpoint_role_shift
    where is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)
    group by all

),

township_ahead as (

    select
        township.area_code,
        township.name,
        ahead.duty_on,
        ahead.shift_code,
        ahead.shift_state,
        ahead.starts_at,
        coalesce(post.people_required, 0) as people_required,
        coalesce(post.people_rostered, 0) as people_rostered,
        post.people_present,
        post.people_short,
        case when ahead.shift_state = 'future'
            then coalesce(post.people_required, 0) = 0 or coalesce(rostered.has_roster, false)
            else shift_report.reported_at is not null
        end as is_known
    from township
    cross join ahead
    left join post
        on post.township_code = township.area_code
        and post.duty_on = ahead.duty_on
        and post.shift_code = ahead.shift_code
    left join rostered
        on rostered.township_code = township.area_code
        and rostered.duty_on = ahead.duty_on
        and rostered.shift_code = ahead.shift_code
    left join shift_report
        on shift_report.township_code = township.area_code
        and shift_report.duty_on = ahead.duty_on
        and shift_report.shift_code = ahead.shift_code

)

select
    area_code,
    name,
    duty_on,
    shift_code,
    shift_state,
    starts_at,
    people_required,
    people_rostered,
    case when is_known and shift_state <> 'future' then coalesce(people_present, 0) end::bigint as people_present,
    case when is_known then coalesce(people_short, 0) end::bigint as people_short,
    is_known
from township_ahead
order by
    sum(case when is_known then people_short end) over (partition by area_code) desc nulls last,
    sum(people_required) over (partition by area_code) desc,
    area_code,
    starts_at,
    shift_code
