-- question: 轮休各数由哪些人相加而成？ | Which persons add up to the numbers of rest?
-- grain:    范围内七日内值守的每个人一行，连续天数最多的在前 | one row per person on duty in the scope within seven days, longest run of days first
-- metric:   M17 M18 M21 按人 | M17 M18 M21 by person
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   people  bigint  计一人 | Counted as a person
-- column:   people_must_rest  bigint  计须轮休 | Counted as must rest
-- column:   streak_days  bigint  连续值守（天） | Days in a row
-- column:   hours_7_days  double  七日工时（小时） | Hours in 7 days
-- column:   people_over_week  bigint  计七日超时 | Counted as over weekly hours
-- column:   longest_off_hours  double  七日内最长休息（小时） | Longest rest in 7 days (h)
-- column:   people_rotated  bigint  计已轮休 | Counted as rotated
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
-- note:     工时和连续天数计入此人在别处的值守 | Hours and days of the person elsewhere are counted too
select
    dense_rank() over (order by md5(person_id)) as person_no,
    1::bigint as people,
    must_rest::bigint as people_must_rest,
    streak_days,
    hours_7_days,
    is_over_week::bigint as people_over_week,
    longest_off_hours,
    has_day_off::bigint as people_rotated
from person_rest
where duty_on = $duty_on
    and shift_code = $shift_code
    and person_id in (
        select stood.person_id
        from stood_in_week($duty_on, $shift_code, $area_code, $checkpoint_id) as stood
    )
order by streak_days desc, person_no
