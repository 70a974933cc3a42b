-- question: 缺口这些天在变小吗，哪一班最难？ | Is the gap closing, and which shift is worst?
-- grain:    所选为止每个值守日和班次一行，最早的在前 | one row per duty date and shift up to the chosen one, oldest first
-- metric:   M03 按班次 | M03 by shift
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   duty_on             date         值守日期 | Duty date
-- column:   shift_code          varchar      班次 | Shift
-- column:   starts_at           timestamptz  班次开始 | Shift starts
-- column:   people_required     bigint       应到（人） | Required
-- column:   people_short        bigint       缺口（人） | Short
-- column:   coverage_share      double       在岗率 | Coverage
-- column:   townships_reported  bigint       已报镇街（个） | Townships reported
-- column:   townships_expected  bigint       应报镇街（个） | Townships expected
with chosen as (

    select starts_at
    from moment
    where duty_on = $duty_on and shift_code = $shift_code

),

post as (

    select *
    from checkpoint_shift
    where is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

)

select
    moment.duty_on,
    moment.shift_code,
    moment.starts_at,
    sum(post.people_required) filter (post.is_reported)::bigint as people_required,
    sum(post.people_short)::bigint as people_short,
    share(sum(post.people_covered), sum(post.people_required) filter (post.is_reported)) as coverage_share,
    count(distinct post.township_code) filter (post.is_reported) as townships_reported,
    count(distinct post.township_code) as townships_expected
from moment
inner join chosen on moment.starts_at <= chosen.starts_at
left join post
    on post.duty_on = moment.duty_on
    and post.shift_code = moment.shift_code
where moment.shift_state <> 'future'
group by moment.duty_on, moment.shift_code, moment.starts_at
order by moment.starts_at, moment.shift_code
