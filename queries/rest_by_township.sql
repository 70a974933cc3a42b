-- question: 哪些镇街的人最该轮休？ | Where must most people rest?
-- grain:    范围内每个镇街一行，占比最大的在前，未报或过小的在后 | one row per township in scope, largest share first, silent or small ones last
-- metric:   M08 M09 M17 M21 按镇街 | M08 M09 M17 M21 by township
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次；空值为当日最近一班 | Shift; null for the latest of the day
-- column:   area_code           varchar  镇街代码 | Township code
-- column:   name                varchar  镇街 | Township
-- column:   people              bigint   七日内值守（人） | On duty in 7 days
-- column:   people_must_rest    bigint   须轮休（人） | Must rest
-- column:   must_rest_share     double   须轮休占比 | Share who must rest
-- column:   longest_days        bigint   最长连续值守（天） | Longest run of days
-- column:   rotation_share      double   轮休率 | Rotation rate
-- column:   people_available    double   可用（人） | Available
-- column:   people_needed       double   持续需求（人） | Sustainable need
-- column:   wisn_share          double   人力压力比 | WISN ratio
-- column:   people_needed_usual double   平时工时需求（人） | Needed at usual hours
-- column:   posts               bigint   卡点（个） | Checkpoints
-- column:   posts_without_rest  bigint   七日无人轮休的卡点（个） | Posts where nobody had a day off
-- column:   is_silent           boolean  值守未报 | Silent on duty
-- column:   last_told_on        date     值守所知的最后一天 | Last day of known duty
-- note:     值守未报的镇街，其人员情况为空，不为 0 | Nothing is known of people of townships that are silent on duty: null, never 0
-- note:     不足小单元抑制线的人数不显示 | Counts of people below the small-cell limit are not shown
with chosen as (

    select duty_on, shift_code, moment_at
    from moment
    where duty_on = $duty_on
        and shift_code = coalesce($shift_code, shift_code)
        and shift_state <> 'future'
    order by starts_at desc
    limit 1

),

township as (

    select current_area.area_code, current_area.area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(current_area.area_code, $area_code)

),

post as (

    select *
    from post_rest
    inner join chosen using (duty_on, shift_code)
    where is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

),

supply as (

    select
        township_code,
        sum(people_available) as people_available,
        count(*) as posts,
        count(*) filter (people_without_day_off = people) as posts_without_rest
    from post
    group by township_code

),

person as (

    select
        person_rest.township_code,
        count(*) as people,
        count(*) filter (must_rest) as people_must_rest,
        max(streak_days) as longest_days,
        count(*) filter (has_day_off) as people_rotated
    from person_rest
    inner join chosen using (duty_on, shift_code)
    where township_code in (select post.township_code from post)
    group by person_rest.township_code

),

silence as (

    select duty_silence.township_code, duty_silence.last_told_on
    from duty_silence
    inner join chosen using (duty_on, shift_code)

),

need as (

    select township_code, sum(people_needed) as people_needed
    from post_need
    where duty_on = $duty_on
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)
    group by township_code

)

select
    township.area_code,
    township.name,
    person.people,
    guarded_beside(person.people_must_rest, true)::bigint as people_must_rest,
    share(guarded_beside(person.people_must_rest, true), person.people) as must_rest_share,
    case when guarded(person.people) > 0 then person.longest_days end::bigint as longest_days,
    share(guarded_beside(person.people_rotated, true), person.people) as rotation_share,
    supply.people_available,
    need.people_needed,
    share(supply.people_available, need.people_needed) as wisn_share,
    need.people_needed * norm_value('week_hours_max') / norm_value('week_hours_normal') as people_needed_usual,
    supply.posts,
    supply.posts_without_rest,
    silence.township_code is not null as is_silent,
    silence.last_told_on
from township
left join supply on supply.township_code = township.area_code
left join person on person.township_code = township.area_code
left join need on need.township_code = township.area_code
left join silence on silence.township_code = township.area_code
order by must_rest_share desc nulls last, supply.posts_without_rest desc nulls last, township.area_code
