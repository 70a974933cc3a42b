-- question: 连续值守了多少天的人各有多少？ | How many people have been on duty for how many days in a row?
-- grain:    每段连续天数一行，最短的在前；较长的归档 | one row per run of days, shortest first; the long ones in classes
-- metric:   M17 按天数 | M17 by length
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   days_from      bigint   至少（天） | Days, from
-- column:   days_to        bigint   至多（天） | Days, to
-- column:   people         bigint   人数（人） | People
-- column:   is_beyond      boolean  超过上限 | Beyond the limit
-- column:   is_suppressed  boolean  人数少不显示 | Too few to show
-- note:     七日内无人值守，或值守未报，则没有行 | No rows where nobody was on duty within seven days, or no duty is told
-- note:     0 天为已休息满一日；不足小单元抑制线的人数不显示 | 0 has rested a whole day; counts below the small-cell limit are not shown
with length (days_from, days_to) as (

    values (0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (5, 5), (6, 6), (7, 9), (10, 13), (14, 20), (21, null)

),

past as (

    select *
    from stood_in_week($duty_on, $shift_code, $area_code, $checkpoint_id)

),

person as (

    select streak_days
    from person_rest
    where duty_on = $duty_on
        and shift_code = $shift_code
        and person_id in (select past.person_id from past)

)

select
    length.days_from::bigint as days_from,
    length.days_to::bigint as days_to,
    guarded_beside(count(person.streak_days), true)::bigint as people,
    length.days_from > norm_value('consecutive_days_max') as is_beyond,
    guarded_beside(count(person.streak_days), true) is null as is_suppressed
from length
left join person on person.streak_days between length.days_from and coalesce(length.days_to, 100000)
where exists (select 1 from person)
group by length.days_from, length.days_to
order by length.days_from
