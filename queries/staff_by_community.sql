-- question: 每千户、每万人有多少人值守？ | How many staff per 1,000 households and per 10,000 people?
-- grain:    每个有社区工作者且户数或人口已知的村居一行，人手最少的在前 | one row per community with community workers whose households or people are known, fewest staff first
-- metric:   M12 每千户人员 = 当日值守的社区工作者 / 户数 × 1000；另列每万人（人） | M12 Staff per 1,000 households = community workers on duty on the day / households × 1,000; per 10,000 people beside it (people)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   area_code             varchar  社区代码 | Community code
-- column:   name                  varchar  社区 | Community
-- column:   households            integer  户数（户） | Households
-- column:   population            integer  人口（人） | Population
-- column:   staff                 bigint   当日值守（人） | Staff on duty that day
-- column:   staff_per_1000        double   每千户（人） | Per 1,000 households
-- column:   staff_per_10000       double   每万人（人） | Per 10,000 people
-- note:     只计岗位为社区工作者的值守，志愿者不计 | Duty in the role of community worker only; volunteers are not counted
-- note:     当日未报的不显示 | Null where the day was not reported
with worked as (

    select distinct checkpoint.area_code
    from current_duty_shift as duty
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    where duty.role = 'community_worker'

),

stood as (

    select checkpoint.area_code, count(distinct duty.person_id) as staff
    from current_duty_shift as duty
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    where duty.duty_on = $duty_on
        and duty.role = 'community_worker'
        and duty.actual_start_at is not null
    group by checkpoint.area_code

)

select
    area.area_code,
    area.area_name as name,
    area.households,
    area.population,
    stood.staff,
    share(stood.staff * 1000, area.households) as staff_per_1000,
    share(stood.staff * 10000, area.population) as staff_per_10000
from current_area as area
inner join worked using (area_code)
left join stood using (area_code)
where area.area_level = 'community'
    and (area.households is not null or area.population is not null)
    and is_within(area.area_code, $area_code)
order by staff_per_10000 nulls last, area.area_code
