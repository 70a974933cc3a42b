-- question: 各类队伍多少支、多少人？ | How many teams of each kind are there, and with how many members?
-- grain:    所选日有成员的每类组一行 | one row per kind of team with members on the chosen day
-- param:    duty_on  date  截止日期 | To date
-- column:   organisation_kind  varchar  单位类型 | Kind
-- column:   teams              bigint   队伍（支） | Teams
-- column:   people             bigint   成员（人） | Members
-- column:   heads              bigint   组长、书记（人） | Heads and secretaries
-- column:   units              bigint   来自单位（个） | Units they come from
-- note:     成员以队伍成员表为准，抽调来的人仍属原单位 | Members are those of the membership table; seconded people stay with their unit
select
    team.organisation_kind,
    count(distinct team.organisation_id) as teams,
    count(distinct membership.person_id) as people,
    count(distinct membership.person_id) filter (membership.member_role in ('head', 'secretary')) as heads,
    count(distinct person.organisation_id) as units
from current_membership as membership
inner join current_organisation as team using (organisation_id)
left join current_person as person using (person_id)
where membership.from_on <= $duty_on
    and coalesce(membership.to_on, $duty_on) >= $duty_on
group by team.organisation_kind
order by team.organisation_kind
