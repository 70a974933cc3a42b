-- question: 工作专班怎么组成？ | How is the task force made up?
-- grain:    一行 | one row
-- param:    duty_on  date  截止日期 | To date
-- column:   heads     bigint  组长（人） | Heads
-- column:   deputies  bigint  副组长（人） | Deputy heads
-- column:   seconded  bigint  抽调干部（人） | Seconded cadres
-- column:   groups    bigint  小组（个） | Groups
with unit as (

    select organisation_id, organisation_kind
    from current_organisation
    where organisation_kind in ('task_force', 'task_group')

)

select
    count(distinct membership.person_id) filter (membership.member_role = 'head') as heads,
    count(distinct membership.person_id) filter (membership.member_role = 'deputy') as deputies,
    count(distinct membership.person_id) filter (membership.member_role = 'member') as seconded,
    count(distinct unit.organisation_id) filter (unit.organisation_kind = 'task_group') as groups
from unit
left join current_membership as membership
    on membership.organisation_id = unit.organisation_id
    and membership.from_on <= $duty_on
    and (membership.to_on is null or membership.to_on >= $duty_on)
