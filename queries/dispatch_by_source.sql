-- question: 派出的人从哪里来，多快到位？ | Where do those sent come from, and how soon did they arrive?
-- grain:    每类派出单位一行，人最多的在前 | one row per kind of sending unit, most people first
-- metric:   M15 按派出单位类别 | M15 by kind of sending unit
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   organisation_kind     varchar  派出单位类型 | Kind of unit
-- column:   units                 bigint   单位（个） | Units
-- column:   sent                  bigint   派出（人） | Sent
-- column:   sent_share            double   占比 | Share
-- column:   arrived               bigint   已到位（人） | Arrived
-- column:   median_arrival_hours  double   到位中位数（小时） | Median arrival (h)
with mix as (

    select
        organisation_kind,
        count(distinct organisation_id) as units,
        count(distinct person_id) as sent,
        count(distinct person_id) filter (arrived_on <= $duty_on) as arrived,
        median(hours_taken) filter (arrived_on <= $duty_on)::double as median_arrival_hours
    from dispatch_told
    where ordered_on <= $duty_on
        and organisation_name is not null
        and is_within(area_code, $area_code)
    group by organisation_kind

)

select organisation_kind, units, sent, share(sent, sum(sent) over ()) as sent_share, arrived, median_arrival_hours
from mix
order by sent desc, organisation_kind
