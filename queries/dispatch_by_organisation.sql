-- question: 各部门抽调了多少人，占编制多少？ | How many people did each unit lend, and what share of its staff?
-- grain:    每个派出单位一行，占比最高的在前 | one row per sending unit, highest share first
-- metric:   M16 部门抽调率 = 抽调人数 / 编制人数（比例） | M16 Draw rate = people drawn / established posts (share)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   organisation_id  varchar  单位编号 | Unit id
-- column:   name             varchar  部门 | Unit
-- column:   cadres           bigint   抽调（人） | Lent
-- column:   headcount        integer  编制（人） | Staff
-- column:   draw_share       double   抽调率 | Draw rate
-- column:   min_stay_share   double   最低留守比例 | Must stay
-- column:   is_overdrawn     boolean  超抽 | Overdrawn
select
    organisation_id,
    organisation_name as name,
    count(distinct person_id) as cadres,
    headcount,
    share(count(distinct person_id), headcount) as draw_share,
    min_stay_share,
    share(count(distinct person_id), headcount) > 1 - min_stay_share as is_overdrawn
from dispatch_told
where ordered_on <= $duty_on
    and organisation_name is not null
    and is_within(area_code, $area_code)
group by organisation_id, organisation_name, headcount, min_stay_share
order by draw_share desc nulls last, organisation_id
