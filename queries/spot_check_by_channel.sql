-- question: 三种渠道抽查，在位的差多少？ | By each channel, how many of those checked were found?
-- grain:    抽查的每个渠道一行 | one row per channel of spot checks
-- metric:   M25 按渠道 | M25 by channel
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   check_channel   varchar  抽查方式 | Channel
-- column:   checks          bigint   抽查（次） | Checks
-- column:   people_checked  bigint   抽查（人） | Checked
-- column:   people_found    bigint   在位（人） | Found
-- column:   people_missed   bigint   不在位（人） | Not found
-- column:   found_share     double   在位率 | Found share
-- column:   found_low       double   在位率下限 | Lower bound
-- column:   found_high      double   在位率上限 | Upper bound
select
    check_channel,
    count(*) as checks,
    sum(people_checked)::bigint as people_checked,
    sum(people_found)::bigint as people_found,
    sum(people_checked - people_found)::bigint as people_missed,
    share(sum(people_found), sum(people_checked)) as found_share,
    wilson_low(sum(people_found), sum(people_checked)) as found_low,
    wilson_high(sum(people_found), sum(people_checked)) as found_high
from current_spot_check
where checked_at::date <= $duty_on
    and is_within(area_code, $area_code)
group by check_channel
order by found_low, check_channel
