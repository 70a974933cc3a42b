-- question: 哪些单位的人须轮休？ | Whose people must rest?
-- grain:    七日内有人值守的每个单位一行，须轮休的人最多的在前 | one row per unit with people on duty in seven days, most who must rest first
-- metric:   M17 M18 M19 M20 M21 按单位 | M17 M18 M19 M20 M21 by unit
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   organisation_id   varchar  单位编号 | Unit id
-- column:   name              varchar  单位 | Unit
-- column:   people            bigint   七日内值守（人） | On duty in 7 days
-- column:   people_must_rest  bigint   须轮休（人） | Must rest
-- column:   must_rest_share   double   须轮休占比 | Share who must rest
-- column:   median_days       bigint   连续值守中位数（天） | Median run of days
-- column:   longest_days      bigint   最长连续值守（天） | Longest run of days
-- column:   over_week_share   double   七日超时率 | Share over weekly hours
-- column:   short_rest_share  double   班间休息不足 | Short rest
-- column:   long_day_share    double   单日超时率 | Share of long days
-- column:   rotation_share    double   轮休率 | Rotation rate
-- column:   is_suppressed     boolean  人数少不显示 | Too few to show
-- note:     不足小单元抑制线的单位不显示人员情况 | Nothing about people is shown for units below the small-cell limit
with past as (

    select *
    from stood_in_week($duty_on, $shift_code, $area_code, $checkpoint_id)

),

person as (

    select *
    from person_rest
    where duty_on = $duty_on
        and shift_code = $shift_code
        and person_id in (select past.person_id from past)

),

unit as (

    select
        organisation_id,
        count(*) as people,
        count(*) filter (must_rest) as people_must_rest,
        quantile_disc(streak_days, 0.5) as median_days,
        max(streak_days) as longest_days,
        count(*) filter (is_over_week) as people_over_week,
        count(*) filter (has_day_off) as people_rotated
    from person
    group by organisation_id

),

shifts as (

    select
        person.organisation_id,
        share(count(*) filter (past.rest_hours < norm_value('rest_between_hours')), count(*)) as short_rest_share
    from past
    inner join person using (person_id)
    group by person.organisation_id

),

days as (

    select organisation_id, share(count(*) filter (hours_24 > norm_value('day_hours_max')), count(*)) as long_day_share
    from (
        select person.organisation_id, past.person_id, past.duty_on, max(past.hours_24) as hours_24
        from past
        inner join person using (person_id)
        where past.ends_at <= past.moment_at
        group by all
    )
    group by organisation_id

),

guarded_unit as (

    select
        *,
        guarded_beside(people_must_rest, true) as must_rest_told,
        guarded_beside(people_over_week, true) as over_week_told,
        guarded_beside(people_rotated, true) as rotated_told
    from unit

)

select
    unit.organisation_id,
    organisation.organisation_name as name,
    unit.people,
    unit.must_rest_told::bigint as people_must_rest,
    share(unit.must_rest_told, unit.people) as must_rest_share,
    case when guarded(unit.people) > 0 then unit.median_days end::bigint as median_days,
    case when guarded(unit.people) > 0 then unit.longest_days end::bigint as longest_days,
    share(unit.over_week_told, unit.people) as over_week_share,
    case when guarded(unit.people) > 0 then shifts.short_rest_share end as short_rest_share,
    case when guarded(unit.people) > 0 then days.long_day_share end as long_day_share,
    share(unit.rotated_told, unit.people) as rotation_share,
    guarded(unit.people) is null or unit.must_rest_told is null as is_suppressed
from guarded_unit as unit
left join current_organisation as organisation using (organisation_id)
left join shifts using (organisation_id)
left join days using (organisation_id)
order by people_must_rest desc nulls last, unit.people desc, unit.organisation_id
