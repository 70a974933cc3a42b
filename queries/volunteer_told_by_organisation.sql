-- question: 单位报的和社区报的差多少？ | How far apart are what units and communities tell?
-- grain:    每个自报过服务的单位一行，相差最大的在前 | one row per unit that told of service itself, largest difference first
-- metric:   M22 按单位，双方所报 | M22 by unit, as told by either side
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   organisation_id   varchar  单位编号 | Unit id
-- column:   name              varchar  单位 | Unit
-- column:   unit_hours        double   单位上报（小时） | Told by the unit
-- column:   twice_hours       double   双方都报（小时） | Told by both
-- column:   unit_only_hours   double   仅单位上报（小时） | Told by the unit only
-- column:   community_hours   double   社区上报（小时） | Told by communities
-- column:   credited_hours    double   认定（小时） | Credited
with told as (

    select
        organisation_id,
        coalesce(sum(claimed_minutes) filter (recorded_by = 'unit'), 0)::double / 60 as unit_hours,
        sum(twice_minutes)::double / 60 as twice_hours,
        coalesce(sum(claimed_minutes) filter (recorded_by = 'community'), 0)::double / 60 as community_hours,
        sum(credited_minutes)::double / 60 as credited_hours
    from service_credit
    where served_on <= $duty_on
        and is_within(area_code, $area_code)
    group by organisation_id

)

select
    told.organisation_id,
    organisation.organisation_name as name,
    told.unit_hours,
    told.twice_hours,
    told.unit_hours - told.twice_hours as unit_only_hours,
    told.community_hours,
    told.credited_hours
from told
inner join current_organisation as organisation using (organisation_id)
where told.unit_hours > 0
order by unit_only_hours desc, told.organisation_id
