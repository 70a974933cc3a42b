-- question: “四位一体”哪一环断了？ | Which of the four links is broken?
-- grain:    每个派出单位一行，断环最多的在前；部署不登记此类记录的为空值 | one row per sending unit, most broken first; null where a deployment keeps no such record
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   organisation_id    varchar  单位编号 | Unit id
-- column:   name               varchar  派出单位 | Sending unit
-- column:   sent               bigint   在派（人） | Sent
-- column:   links_whole        bigint   四环齐全（人） | All four links
-- column:   whole_share        double   齐全率 | Whole
-- column:   without_receiver   bigint   无接收单位（人） | No receiving unit
-- column:   without_branch     bigint   无临时党支部（人） | No temporary branch
-- column:   without_liaison    bigint   无联络员（人） | No liaison
-- note:     四环：派出单位、接收单位、临时党支部、联络员 | Sending unit, receiving unit, temporary branch, liaison
with counted as (

    select
        organisation_id,
        any_value(organisation_name) as name,
        count(*) as sent,
        count(*) filter (not (lacks_receiver or lacks_branch or lacks_liaison)) as whole,
        count(*) filter (lacks_receiver) as without_receiver,
        count(*) filter (lacks_branch) as without_branch,
        count(*) filter (lacks_liaison) as without_liaison,
        any_value(has_branches) as has_branches,
        any_value(has_liaisons) as has_liaisons
    from dispatch_told
    where ordered_on <= $duty_on
        and (ended_on is null or ended_on > $duty_on)
        and organisation_name is not null
        and is_within(area_code, $area_code)
    group by organisation_id

)

select
    organisation_id,
    name,
    sent,
    case when has_branches and has_liaisons then whole end as links_whole,
    case when has_branches and has_liaisons then share(whole, sent) end as whole_share,
    without_receiver,
    case when has_branches then without_branch end as without_branch,
    case when has_liaisons then without_liaison end as without_liaison
from counted
order by sent - whole desc, organisation_id
