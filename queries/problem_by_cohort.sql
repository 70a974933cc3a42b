-- question: 同一天发现的问题，后来整改、复核、销号了多少？ | Of the problems found on a day, how many were fixed, verified, closed?
-- grain:    每个发现问题的日子一行，最早的在前 | one row per day on which problems were found, oldest first
-- metric:   M31 M32 按发现日 | M31 M32 by cohort
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   found_on  date    发现日期 | Found on
-- column:   found     bigint  发现（个） | Found
-- column:   fixed     bigint  已整改（个） | Fixed
-- column:   verified  bigint  已复核（个） | Verified
-- column:   closed    bigint  已销号（个） | Closed
-- note:     分子分母同一批问题 | Numerator and denominator are the same problems
select
    found_at::date as found_on,
    count(*) as found,
    count(*) filter (fixed_at is not null) as fixed,
    count(*) filter (verified_at is not null or closed_at is not null) as verified,
    count(*) filter (closed_at is not null) as closed
from problem_seen($duty_on)
where is_within(area_code, $area_code)
group by found_at::date
order by found_on
