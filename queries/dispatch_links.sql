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
with sent as (

    select
        dispatch.organisation_id,
        dispatch.person_id,
        receiver.area_code is null as lacks_receiver,
        branch.organisation_id is null as lacks_branch,
        dispatch.liaison_id is null as lacks_liaison
    from current_dispatch as dispatch
    left join current_area as receiver using (area_code)
    left join current_organisation as branch on branch.organisation_id = dispatch.temporary_branch_id
    where dispatch.ordered_at::date <= $duty_on
        and (dispatch.ended_at is null or dispatch.ended_at::date > $duty_on)
        and is_within(dispatch.area_code, $area_code)

),

kept as (

    select
        count(temporary_branch_id) > 0 as has_branches,
        count(liaison_id) > 0 as has_liaisons
    from current_dispatch

),

counted as (

    select
        organisation_id,
        count(*) as sent,
        count(*) filter (not (lacks_receiver or lacks_branch or lacks_liaison)) as whole,
        count(*) filter (lacks_receiver) as without_receiver,
        count(*) filter (lacks_branch) as without_branch,
        count(*) filter (lacks_liaison) as without_liaison
    from sent
    group by organisation_id

)

select
    counted.organisation_id,
    unit.organisation_name as name,
    counted.sent,
    case when kept.has_branches and kept.has_liaisons then counted.whole end as links_whole,
    case when kept.has_branches and kept.has_liaisons then share(counted.whole, counted.sent) end as whole_share,
    counted.without_receiver,
    case when kept.has_branches then counted.without_branch end as without_branch,
    case when kept.has_liaisons then counted.without_liaison end as without_liaison
from counted
inner join current_organisation as unit using (organisation_id)
cross join kept
order by counted.sent - counted.whole desc, counted.organisation_id
