-- question: 各批次多久到位？ | How long did each wave take to arrive?
-- grain:    值守日结束前下令的每一批一行 | one row per wave ordered by the end of the duty date
-- metric:   M15 按批次 | M15 by wave
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   wave                  integer      批次 | Wave
-- column:   ordered_at            timestamptz  下达时间 | Ordered at
-- column:   cadres                bigint       派出（人） | Sent
-- column:   arrived               bigint       已到位（人） | Arrived
-- column:   arrived_in_a_day      bigint       一日内到位（人） | Arrived within 24 h
-- column:   median_arrival_hours  double       到位中位数（小时） | Median arrival (h)
-- column:   p90_arrival_hours     double       到位九成（小时） | Nine in ten within (h)
-- note:     到位时长只计所选日为止的到位 | Arrival times of arrivals up to the chosen day only
select
    wave,
    min(ordered_at) as ordered_at,
    count(distinct person_id) as cadres,
    count(distinct person_id) filter (arrived_on <= $duty_on) as arrived,
    count(distinct person_id) filter (arrived_on <= $duty_on and hours_taken <= 24) as arrived_in_a_day,
    median(hours_taken) filter (arrived_on <= $duty_on)::double as median_arrival_hours,
    quantile_cont(hours_taken, 0.9) filter (arrived_on <= $duty_on)::double as p90_arrival_hours
from dispatch_told
where ordered_on <= $duty_on
    and is_within(area_code, $area_code)
group by wave
order by wave
