-- question: 封控、管控、静态管理各有多少？ | How many zones are sealed, controlled or under static management?
-- grain:    当日结束或当前时刻有效的每种片区一行 | one row per kind of zone in force at the end of the day or the clock
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     日期 | Day
-- column:   zone_kind   varchar  管控类别 | Zone
-- column:   zones       bigint   区域（个） | Zones
-- column:   compounds   bigint   涉及小区（个） | Compounds
-- column:   key_sites   bigint   其中重点场所（个） | Key sites among them
-- column:   households  bigint   涉及户数（户） | Households
select
    zone.zone_kind,
    count(*) as zones,
    count(distinct compound.compound_id) as compounds,
    count(distinct compound.compound_id) filter (compound.is_key_site) as key_sites,
    sum(compound.households)::bigint as households
from current_zone_status as zone
left join current_compound as compound using (compound_id)
where zone.starts_at <= seen_at($duty_on)
    and (zone.ends_at is null or zone.ends_at > seen_at($duty_on))
    and is_within(zone.area_code, $area_code)
group by zone.zone_kind
order by zone.zone_kind
