-- question: 哪些卡点靠不休息的人撑着？ | Which posts are carried by people without rest?
-- grain:    七日内有人值守的每个卡点一行，负荷最重的在前 | one row per checkpoint where somebody stood in seven days, worst carried first
-- metric:   M08 M09 M17 按卡点 | M08 M09 M17 by checkpoint
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次；空值为当日最近一班 | Shift; null for the latest of the day
-- column:   checkpoint_id       varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name     varchar  卡点 | Checkpoint
-- column:   checkpoint_kind     varchar  类型代码 | Kind code
-- column:   area_code           varchar  区划代码 | Area code
-- column:   township_name       varchar  镇街 | Township
-- column:   lon                 double   经度（度） | Longitude
-- column:   lat                 double   纬度（度） | Latitude
-- column:   people              bigint   七日内值守（人） | On duty in 7 days
-- column:   people_must_rest    bigint   须轮休（人） | Must rest
-- column:   longest_days        bigint   最长连续值守（天） | Longest run of days
-- column:   is_without_rest     boolean  七日无人轮休 | Nobody had a day off
-- column:   people_available    double   可用（折合人） | Available (shared out)
-- column:   people_needed       double   持续需求（人） | Sustainable need
-- column:   wisn_share          double   人力压力比 | WISN ratio
-- column:   hours_manned        double   前一日值守（小时） | Manned the day before (h)
-- column:   hours_per_day       double   人均每日（小时） | Hours per person and day
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

manned as (

    select checkpoint_id, count(*) - sum(unattended_minutes) / 60 as hours_manned
    from checkpoint_hour
    where duty_on = $duty_on - 1
    group by checkpoint_id

),

day as (

    select person_shift.checkpoint_id, person_shift.person_id, person_shift.duty_on, max(hours_24) as hours_24
    from person_shift
    inner join chosen
        on person_shift.ends_at <= chosen.moment_at
        and person_shift.ends_at > chosen.moment_at - interval 7 days
    where person_shift.is_known
    group by all

),

long as (

    select checkpoint_id, round(avg(hours_24), 6) as hours_per_day
    from day
    group by checkpoint_id

)

select
    post.checkpoint_id,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    post.area_code,
    township.area_name as township_name,
    checkpoint.lon,
    checkpoint.lat,
    post.people,
    guarded_beside(post.people_must_rest, township.area_code)::bigint as people_must_rest,
    case when guarded(post.people) > 0 then post.longest_days end::bigint as longest_days,
    post.people_without_day_off = post.people as is_without_rest,
    post.people_available,
    post_need.people_needed,
    share(post.people_available, post_need.people_needed) as wisn_share,
    manned.hours_manned::double as hours_manned,
    case when guarded(post.people) > 0 then long.hours_per_day end::double as hours_per_day
from post_rest as post
inner join chosen using (duty_on, shift_code)
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as township on township.area_code = post.township_code
left join post_need
    on post_need.checkpoint_id = post.checkpoint_id
    and post_need.duty_on = post.duty_on
left join manned on manned.checkpoint_id = post.checkpoint_id
left join long on long.checkpoint_id = post.checkpoint_id
where is_within(post.area_code, $area_code)
    and is_checkpoint(post.checkpoint_id, $checkpoint_id)
order by is_without_rest desc, people_must_rest desc nulls last, round(wisn_share, 9) nulls last,
    post.checkpoint_id
