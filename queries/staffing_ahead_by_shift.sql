-- question: 今后一天各班要多少人、排了多少、还缺多少？ | Over the next day, how many people does each shift need, how many are rostered, how many missing?
-- grain:    所选班次起、其时刻 24 小时内开始的每个班次一行，最早的在前 | one row per shift from the chosen one on that begins within 24 hours of its moment, oldest first
-- metric:   排班缺口 = Σ max(0, 应到 − 排班)，按卡点、班次、岗位，班次开始前（人） | Roster gap = Σ max(0, required − rostered) per checkpoint, shift and role, before the shift begins (people)
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   duty_on                 date         值守日期 | Duty date
-- column:   shift_code              varchar      班次 | Shift
-- column:   shift_state             varchar      班次状态 | State
-- column:   starts_at               timestamptz  班次开始 | Shift starts
-- column:   people_required         bigint       应到（人） | Required
-- column:   people_rostered         bigint       排班（人） | Rostered
-- column:   people_present          bigint       在岗（人） | On post
-- column:   people_short            bigint       缺口（人） | Short
-- column:   townships_unknown       bigint       未排班或未报镇街（个） | Townships without roster or report
-- column:   people_required_silent  bigint       其应到人数（人） | What they require
-- note:     已开始的班次按在岗算缺口，未开始的按排班算 | A shift that has begun is judged by who is present, a later one by its roster
-- note:     全镇无人排班为未排班，与未报一样不计入合计，另列其应到人数 | A township with nobody rostered has no roster; like a silent one it is outside the totals, and what it requires is shown apart
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

post as (

    select
        checkpoint_role_shift.*,
        case when shift_state = 'future'
            then sum(people_rostered) over (partition by township_code, duty_on, shift_code) > 0
            else is_reported
        end as is_known,
        case when shift_state = 'future'
            then greatest(people_required - people_rostered, 0)
            else people_short
        end as people_missing
    from checkpoint_role_shift
    where (duty_on, shift_code) in (select (ahead.duty_on, ahead.shift_code) from ahead)

)

select
    ahead.duty_on,
    ahead.shift_code,
    ahead.shift_state,
    ahead.starts_at,
    sum(post.people_required) filter (post.is_known)::bigint as people_required,
    sum(post.people_rostered) filter (post.is_known)::bigint as people_rostered,
    sum(post.people_present)::bigint as people_present,
    sum(post.people_missing) filter (post.is_known)::bigint as people_short,
    count(distinct post.township_code) filter (not post.is_known) as townships_unknown,
    coalesce(sum(post.people_required) filter (not post.is_known), 0)::bigint as people_required_silent
from ahead
left join post
    on post.duty_on = ahead.duty_on
    and post.shift_code = ahead.shift_code
    and is_within(post.area_code, $area_code)
    and is_checkpoint(post.checkpoint_id, $checkpoint_id)
group by ahead.duty_on, ahead.shift_code, ahead.shift_state, ahead.starts_at
order by ahead.starts_at, ahead.shift_code
