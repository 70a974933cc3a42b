-- question: 从多少部门抽调多少干部到多少镇街？ | How many cadres were sent, from how many units, to how many townships?
-- grain:    一行 | one row
-- metric:   M15 到位时长 = 到位 − 命令，取中位数（小时） | M15 Arrival time = arrival − order, median (hours)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   cadres                bigint  抽调干部（人） | Cadres sent
-- column:   departments           bigint  抽调部门（个） | Units sending
-- column:   townships             bigint  接收镇街（个） | Townships receiving
-- column:   arrived               bigint  已到位（人） | Arrived
-- column:   median_arrival_hours  double  到位时长中位数（小时） | Median arrival (h)
-- note:     到位时长只计所选日为止的到位 | Arrival times of arrivals up to the chosen day only
-- note:     不登记下派的行动，各数为空，不为 0 | Where no dispatches are kept all numbers are null, never 0
with total as (

    select
        count(distinct person_id) as cadres,
        count(distinct organisation_id) as departments,
        count(distinct township_code) as townships,
        count(distinct person_id) filter (arrived_on <= $duty_on) as arrived,
        median(hours_taken) filter (arrived_on <= $duty_on)::double as median_arrival_hours
    from dispatch_told
    where ordered_on <= $duty_on
        and not lacks_receiver
        and is_within(area_code, $area_code)

),

kept as (select is_kept('dispatch') as is_kept)

select total.*
from kept
left join total on kept.is_kept
