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
select
    checkpoint_id,
    checkpoint_name,
    checkpoint_kind,
    area_code,
    township_name,
    lon,
    lat,
    people,
    guarded_beside(people_must_rest, township_code)::bigint as people_must_rest,
    case when guarded(people) > 0 then longest_days end::bigint as longest_days,
    people_without_day_off = people as is_without_rest,
    people_available,
    people_needed,
    share(people_available, people_needed) as wisn_share,
    hours_manned::double as hours_manned,
    case when guarded(people) > 0 then hours_per_day end::double as hours_per_day
from post_carried
where duty_on = $duty_on
    and (shift_code = $shift_code or $shift_code is null and is_newest)
    and is_within(area_code, $area_code)
    and is_checkpoint(checkpoint_id, $checkpoint_id)
order by is_without_rest desc, people_must_rest desc nulls last, round(wisn_share, 9) nulls last, checkpoint_id
