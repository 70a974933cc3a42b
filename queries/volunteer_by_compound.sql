-- question: 各小区每千户有多少志愿者？ | How many volunteers does each compound have per 1,000 households?
-- grain:    范围内每个小区一行，每户志愿者最少的在前 | one row per compound in scope, fewest volunteers per household first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    compound_id  varchar  小区编号；空值为全部 | Compound; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   compound_id     varchar  小区编号 | Compound id
-- column:   name            varchar  小区 | Compound
-- column:   community_name  varchar  社区 | Community
-- column:   area_code       varchar  社区代码 | Community code
-- column:   households      integer  户数（户） | Households
-- column:   registered      bigint   已报到（人） | Reported
-- column:   confirmed       bigint   社区确认（人） | Confirmed
-- column:   volunteers_per_1000_households  double  每千户志愿者（人） | Volunteers per 1,000 households
-- note:     不登记报到的行动，报到各数为空，不为 0 | Where no reporting is kept its numbers are null, never 0
with registration as (

    select
        compound_id,
        count(distinct person_id) as registered,
        count(distinct person_id) filter (confirmed_at::date <= $duty_on) as confirmed
    from current_volunteer_registration
    where registered_at::date <= $duty_on
        and compound_id is not null
    group by compound_id

),

kept as (select is_kept('volunteer_registration') as is_kept)

select
    compound.compound_id,
    compound.compound_name as name,
    community.area_name as community_name,
    compound.area_code,
    compound.households,
    if(kept.is_kept, coalesce(registration.registered, 0), null) as registered,
    if(kept.is_kept, coalesce(registration.confirmed, 0), null) as confirmed,
    if(kept.is_kept, share(coalesce(registration.confirmed, 0), compound.households) * 1000, null)
        as volunteers_per_1000_households
from current_compound as compound
cross join kept
inner join current_area as community using (area_code)
left join registration using (compound_id)
where is_within(compound.area_code, $area_code)
    and is_compound(compound.compound_id, $compound_id)
order by volunteers_per_1000_households nulls last, compound.compound_id
