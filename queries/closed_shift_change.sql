-- question: 已结束的班次，今天比昨天好了还是差了？ | Over the shifts that have ended, is today better or worse than yesterday?
-- grain:    一行；最近有班次结束的那天已结束的班次，与前一天的相同班次对照 | one row; the ended shifts of the last day that has any, against the same shifts of the day before
-- metric:   M03 M06 与前一日相比 | M03 M06 against the day before
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   compared_on                date    比较日期 | Day compared
-- column:   shifts_ended               bigint  已结束班次（个） | Shifts ended
-- column:   townships_compared         bigint  两日都已报的镇街（个） | Townships that reported on both days
-- column:   people_short               bigint  缺口（人次） | Short, added over the shifts
-- column:   people_short_before        bigint  前一日缺口（人次） | Short the day before
-- column:   unattended_minutes         double  空岗（分钟） | Unattended (min)
-- column:   unattended_minutes_before  double  前一日空岗（分钟） | Unattended the day before (min)
-- column:   visits                     bigint  督导走访（次） | Visits
-- column:   visits_before              bigint  前一日走访（次） | Visits the day before
-- column:   problems_found             bigint  发现问题（个） | Problems found
-- column:   problems_found_before      bigint  前一日发现（个） | Problems found the day before
-- column:   problems_fixed             bigint  整改问题（个） | Problems fixed
-- column:   problems_fixed_before      bigint  前一日整改（个） | Problems fixed the day before
-- note:     只比两日同一班次都已报的镇街；正在进行的班次不比 | Only townships that reported a shift on both days count; the running shift is not compared
-- note:     没有问题登记的行动，问题各列为空；近几日无走访送来，走访为空 | Where problems are not kept, or no visit of the last days has come, their columns are null
-- note:     首日没有前一日，前一日各项为空 | The first day has no day before, whose measures are null
with compared as (

    select
        max(duty_on) as compared_on,
        coalesce(arg_max(shifts_ended, duty_on), 0) as shifts_ended,
        max(duty_on) > first_day() as has_before
    from shift_ended
    where duty_on <= $duty_on

),

reported_twice as (

    select count(distinct twice.township_code) as townships
    from shift_twice as twice
    inner join compared on compared.compared_on = twice.duty_on
    where is_around(twice.township_code, $area_code)

),

told as (

    select
        sum(people_short) filter (is_today)::bigint as people_short,
        sum(people_short) filter (not is_today)::bigint as people_short_before,
        sum(unattended_minutes) filter (is_today) as unattended_minutes,
        sum(unattended_minutes) filter (not is_today) as unattended_minutes_before,
        coalesce(sum(visits) filter (is_today), 0)::bigint as visits,
        coalesce(sum(visits) filter (not is_today), 0)::bigint as visits_before,
        coalesce(sum(problems_found) filter (is_today), 0)::bigint as problems_found,
        coalesce(sum(problems_found) filter (not is_today), 0)::bigint as problems_found_before,
        coalesce(sum(problems_fixed) filter (is_today), 0)::bigint as problems_fixed,
        coalesce(sum(problems_fixed) filter (not is_today), 0)::bigint as problems_fixed_before
    from shift_change as change
    inner join compared on compared.compared_on = change.duty_on
    where is_within(change.area_code, $area_code)

)

select
    compared.compared_on,
    compared.shifts_ended,
    reported_twice.townships as townships_compared,
    told.people_short,
    told.people_short_before,
    told.unattended_minutes,
    told.unattended_minutes_before,
    if(visits_are_told($duty_on), told.visits, null) as visits,
    if(compared.has_before and visits_are_told($duty_on - 1), told.visits_before, null) as visits_before,
    if(problems_are_kept(), told.problems_found, null) as problems_found,
    if(compared.has_before and problems_are_kept(), told.problems_found_before, null) as problems_found_before,
    if(problems_are_kept(), told.problems_fixed, null) as problems_fixed,
    if(compared.has_before and problems_are_kept(), told.problems_fixed_before, null) as problems_fixed_before
from compared
cross join reported_twice
cross join told
