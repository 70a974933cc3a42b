-- question: 多少人须轮休，人够不够一直守下去？ | How many people must rest, and are there enough to go on?
-- grain:    一行 | one row
-- metric:   M08 持续需求 = Σ 应到 × 班次小时 × 7 / (每周工时上限 × (1 − 缺勤折减))（人） | M08 Sustainable need = Σ required × hours of the shift × 7 / (most hours a week × (1 − share absent)) (people)
-- metric:   M09 人力压力比 = 可用人数 / 持续需求 | M09 WISN ratio = people available / sustainable need
-- metric:   M17 连续值守天数 = 连续有值守的天数，取最长与中位数（天） | M17 Consecutive duty days = days with duty in a row, the longest and the median (days)
-- metric:   M18 七日超时率 = 七日工时超过上限的人 / 七日内值守的人 | M18 Over weekly hours = people over the limit of seven days / people on duty in seven days
-- metric:   M19 班间休息不足 = 前次休息不足的班 / 七日内的班 | M19 Short rest = shifts stood after too short a rest / shifts stood in seven days
-- metric:   M20 单日超时率 = 24 小时内超过单日上限的人日 / 七日内的人日 | M20 Long days = days of a person over the limit of 24 hours / days of a person in seven days
-- metric:   M21 轮休率 = 七日内连续休息满 24 小时的人 / 七日内值守的人 | M21 Rotation rate = people who rested 24 hours in one piece within seven days / people on duty in seven days
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   people            bigint  七日内值守（人） | On duty in 7 days
-- column:   last_told_on      date    值守所知的最后一天 | Last day of known duty
-- column:   people_must_rest  bigint  须轮休（人） | Must rest
-- column:   must_rest_share   double  须轮休占比 | Share who must rest
-- column:   longest_days      bigint  最长连续值守（天） | Longest run of days
-- column:   median_days       bigint  连续值守中位数（天） | Median run of days
-- column:   people_over_week  bigint  七日超时（人） | Over weekly hours
-- column:   over_week_share   double  七日超时率 | Share over weekly hours
-- column:   shifts            bigint  七日内班次（班） | Shifts in 7 days
-- column:   shifts_short_rest bigint  休息不足班次（班） | Shifts after short rest
-- column:   short_rest_share  double  班间休息不足 | Short rest
-- column:   person_days       bigint  七日内人日（人日） | Person-days in 7 days
-- column:   long_days         bigint  超时人日（人日） | Long person-days
-- column:   long_day_share    double  单日超时率 | Share of long days
-- column:   people_rotated    bigint  已轮休（人） | Rotated
-- column:   rotation_share    double  轮休率 | Rotation rate
-- column:   people_available  double  可用（人） | Available
-- column:   people_needed     double  持续需求（人） | Sustainable need
-- column:   wisn_share        double  人力压力比 | WISN ratio
-- column:   posts_without_rest bigint 七日无人轮休的卡点（个） | Posts where nobody had a day off
-- note:     不足小单元抑制线的人数不显示 | Counts of people below the small-cell limit are not shown
-- note:     当日与前一日应报的班次一班未报的镇街，其人员情况不明，不计入，也不算已休息 | Of a township that has told of no shift of the day and the day before nobody's rest is known: its people are not counted, nor called rested
-- note:     未报班次既不计入也不中断 | A shift not yet reported adds nothing and breaks no run
-- note:     一人守多处按班次分摊，合计仍为一人 | A person at several posts is shared out over them and counts once
with post as (

    select post_rest.*
    from post_rest
    where duty_on = $duty_on
        and shift_code = $shift_code
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

),

past as (

    select *
    from stood_in_week($duty_on, $shift_code, $area_code, $checkpoint_id)

),

person as (

    select
        count(*) as people,
        count(*) filter (must_rest) as people_must_rest,
        max(streak_days) as longest_days,
        quantile_disc(streak_days, 0.5) as median_days,
        count(*) filter (is_over_week) as people_over_week,
        count(*) filter (has_day_off) as people_rotated
    from person_rest
    where duty_on = $duty_on
        and shift_code = $shift_code
        and person_id in (select past.person_id from past)

),

day as (

    select count(*) as person_days, count(*) filter (is_long) as long_days
    from long_day_in_week($duty_on, $shift_code, $area_code, $checkpoint_id)

),

stood as (

    select count(*) as shifts, count(*) filter (rest_hours < norm_value('rest_between_hours')) as shifts_short_rest
    from past

),

need as (

    select
        coalesce(
            sum(people_needed) filter (township_code not in (
                select duty_silence.township_code
                from duty_silence
                where duty_silence.duty_on = $duty_on
                    and duty_silence.shift_code = $shift_code
            )),
            sum(people_needed)
        ) as people_needed
    from post_need
    where duty_on = $duty_on
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

),

supply as (

    select
        sum(people_available) as people_available,
        count(*) filter (people_without_day_off = people) as posts_without_rest
    from post

),

silence as (

    select townships_silent > 0 and person.people = 0 as is_silent, last_told_on
    from silence_of_duty($duty_on, $shift_code, $area_code)
    cross join person

)

select
    if(silence.is_silent, null, person.people) as people,
    if(silence.is_silent, silence.last_told_on, null) as last_told_on,
    case when person.people > 0 then guarded(person.people_must_rest) end::bigint as people_must_rest,
    share(guarded(person.people_must_rest), person.people) as must_rest_share,
    case when guarded(person.people) > 0 then person.longest_days end::bigint as longest_days,
    case when guarded(person.people) > 0 then person.median_days end::bigint as median_days,
    case when person.people > 0 then guarded(person.people_over_week) end::bigint as people_over_week,
    share(guarded(person.people_over_week), person.people) as over_week_share,
    if(silence.is_silent, null, stood.shifts) as shifts,
    if(silence.is_silent, null, stood.shifts_short_rest) as shifts_short_rest,
    share(stood.shifts_short_rest, stood.shifts) as short_rest_share,
    if(silence.is_silent, null, day.person_days) as person_days,
    if(silence.is_silent, null, day.long_days) as long_days,
    share(day.long_days, day.person_days) as long_day_share,
    case when person.people > 0 then guarded(person.people_rotated) end::bigint as people_rotated,
    share(guarded(person.people_rotated), person.people) as rotation_share,
    supply.people_available,
    need.people_needed,
    share(supply.people_available, need.people_needed) as wisn_share,
    if(silence.is_silent, null, supply.posts_without_rest) as posts_without_rest
from person
cross join day
cross join stood
cross join need
cross join supply
cross join silence
