-- question: 两证发了多少、有效多少？ | How many of the two permits are issued and in force?
-- grain:    每类通行证一行；每个地方取当日为止最近的计数 | one row per kind of permit; each place with its latest count up to the day
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     日期 | Day
-- column:   permit_kind      varchar  证件 | Permit
-- column:   permits_issued   bigint   累计发放（张） | Issued
-- column:   permits_active   bigint   有效（张） | In force
-- column:   active_share     double   有效率 | In force
-- column:   places           bigint   上报区划（个） | Places counted
-- column:   oldest_on        date     最早的末次统计 | Oldest latest count
with latest as (

    select *
    from current_permit_count
    where counted_on <= $duty_on
        and is_within(area_code, $area_code)
    qualify row_number() over (partition by area_code, permit_kind order by counted_on desc, permit_count_id desc) = 1

)

select
    latest.permit_kind,
    sum(latest.permits_issued)::bigint as permits_issued,
    sum(latest.permits_active)::bigint as permits_active,
    share(sum(latest.permits_active), sum(latest.permits_issued)) as active_share,
    count(*) as places,
    min(latest.counted_on) as oldest_on
from latest
group by latest.permit_kind
order by latest.permit_kind
