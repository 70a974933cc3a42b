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
        unit.organisation_kind,
        count(distinct dispatch.organisation_id) as units,
        count(distinct dispatch.person_id) as sent,
        count(distinct dispatch.person_id) filter (dispatch.arrived_at::date <= $duty_on) as arrived,
        median(date_diff('second', dispatch.ordered_at, dispatch.arrived_at) / 3600.0)
            filter (dispatch.arrived_at::date <= $duty_on)::double as median_arrival_hours
    from current_dispatch as dispatch
    inner join current_organisation as unit using (organisation_id)
    where dispatch.ordered_at::date <= $duty_on
        and is_within(dispatch.area_code, $area_code)
    group by unit.organisation_kind

)

select organisation_kind, units, sent, share(sent, sum(sent) over ()) as sent_share, arrived, median_arrival_hours
from mix
order by sent desc, organisation_kind
