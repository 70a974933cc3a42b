-- question: 哪些人日超时？ | Which person-days are too long?
-- grain:    七日内每个人和值守日一行，最长的在前 | one row per person and day stood within seven days, longest first
-- metric:   M20 按人和日 | M20 by person and day
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   duty_on  date  日期 | Date
-- column:   hours_24  double  24 小时内工时（小时） | Hours in 24
-- column:   person_days  bigint  计一人日 | Counted as a person-day
-- column:   long_days  bigint  计超时 | Counted as too long
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
select
    dense_rank() over (order by md5(person_id)) as person_no,
    duty_on,
    hours_24,
    1::bigint as person_days,
    is_long::bigint as long_days
from long_day_in_week($duty_on, $shift_code, $area_code, $checkpoint_id)
order by hours_24 desc, duty_on, person_no
