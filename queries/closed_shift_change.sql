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

    select max(duty_on) as compared_on
    from moment
    where shift_state = 'closed'
        and duty_on <= $duty_on

),

ended as (

    select moment.*
    from moment
    inner join compared on compared.compared_on = moment.duty_on
    where moment.shift_state = 'closed'

),

-- The same span on either day: from the first ended shift to the last.
span as (

    select
        0 as days_back,
        min(starts_at) as from_at,
        max(ends_at) as until_at
    from ended

    union all

    select 1 as days_back, min(starts_at) - interval 1 day as from_at, max(ends_at) - interval 1 day as until_at
    from ended
    where duty_on > first_day()
    having count(*) > 0

),

reported_twice as (

    select today.township_code, today.duty_on, today.shift_code
    from shift_report as today
    inner join ended using (duty_on, shift_code)
    inner join shift_report as before
        on before.township_code = today.township_code
        and before.shift_code = today.shift_code
        and before.duty_on = today.duty_on - 1
    where today.reported_at is not null
        and before.reported_at is not null
        and is_around(today.township_code, $area_code)

),

post as (

    select post.duty_on = twice.duty_on as is_today, post.people_short
    from reported_twice as twice
    inner join checkpoint_shift as post
        on post.township_code = twice.township_code
        and post.shift_code = twice.shift_code
        and post.duty_on in (twice.duty_on, twice.duty_on - 1)
    where is_within(post.area_code, $area_code)

),

empty_hour as (

    select hour.duty_on = twice.duty_on as is_today, hour.unattended_minutes
    from reported_twice as twice
    inner join moment
        on moment.shift_code = twice.shift_code
        and moment.duty_on in (twice.duty_on, twice.duty_on - 1)
    inner join checkpoint_hour as hour
        on hour.township_code = twice.township_code
        and hour.hour_at >= moment.starts_at
        and hour.hour_at < moment.ends_at
    where is_within(hour.area_code, $area_code)
        and hour.duty_on in (twice.duty_on, twice.duty_on - 1)

),

done as (

    select span.days_back, 'visit' as kind, count(visit.visit_id) as n
    from span
    left join current_supervision_visit as visit
        on visit.arrived_at >= span.from_at
        and visit.arrived_at < span.until_at
        and is_within(visit.area_code, $area_code)
    group by span.days_back

    union all

    select span.days_back, 'found' as kind, count(problem.problem_id) as n
    from span
    left join current_problem as problem
        on problem.found_at >= span.from_at
        and problem.found_at < span.until_at
        and is_within(problem.area_code, $area_code)
    group by span.days_back

    union all

    select span.days_back, 'fixed' as kind, count(distinct problem.problem_id) as n
    from span
    left join problem_stretch as problem
        on problem.fixed_at >= span.from_at
        and problem.fixed_at < span.until_at
        and is_within(problem.area_code, $area_code)
    group by span.days_back

)

select
    compared.compared_on,
    (select count(*) from ended) as shifts_ended,
    (select count(distinct township_code) from reported_twice) as townships_compared,
    (select sum(people_short) from post where is_today)::bigint as people_short,
    (select sum(people_short) from post where not is_today)::bigint as people_short_before,
    (select sum(unattended_minutes) from empty_hour where is_today) as unattended_minutes,
    (select sum(unattended_minutes) from empty_hour where not is_today) as unattended_minutes_before,
    (select sum(n) from done where kind = 'visit' and days_back = 0 and visits_are_told($duty_on))::bigint as visits,
    (select sum(n) from done where kind = 'visit' and days_back = 1 and visits_are_told($duty_on - 1))::bigint as visits_before,
    (select sum(n) from done where kind = 'found' and days_back = 0 and problems_are_kept())::bigint as problems_found,
    (select sum(n) from done where kind = 'found' and days_back = 1 and problems_are_kept())::bigint as problems_found_before,
    (select sum(n) from done where kind = 'fixed' and days_back = 0 and problems_are_kept())::bigint as problems_fixed,
    (select sum(n) from done where kind = 'fixed' and days_back = 1 and problems_are_kept())::bigint as problems_fixed_before
from compared
