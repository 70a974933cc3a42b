-- question: 督导人员从哪些单位抽调？ | From which units are the members of supervision teams seconded?
-- grain:    有人参加督导组的每个单位一行，人最多的在前 | one row per unit with people in supervision teams, most people first
-- param:    duty_on  date  截止日期 | To date
-- column:   organisation_id  varchar  单位编号 | Unit id
-- column:   name             varchar  单位 | Unit
-- column:   people           bigint   抽调（人） | Seconded
-- column:   teams            bigint   分在几支队伍（支） | Teams they are in
-- column:   people_all       bigint   全部抽调（人） | Seconded in all
-- column:   people_share     double   占全部 | Share of all
with seconded as (

    select person.organisation_id, person.person_id, team.organisation_id as team_id
    from current_membership as membership
    inner join current_organisation as team using (organisation_id)
    inner join current_person as person using (person_id)
    where team.organisation_kind in ('supervision_team', 'discipline_team', 'township_team')
        and membership.from_on <= $duty_on
        and coalesce(membership.to_on, $duty_on) >= $duty_on

)

select
    seconded.organisation_id,
    any_value(organisation.organisation_name) as name,
    count(distinct seconded.person_id) as people,
    count(distinct seconded.team_id) as teams,
    any_value(total.people_all) as people_all,
    share(count(distinct seconded.person_id), any_value(total.people_all)) as people_share
from seconded
left join current_organisation as organisation using (organisation_id)
cross join (select count(distinct person_id) as people_all from seconded) as total
group by seconded.organisation_id
order by people desc, seconded.organisation_id
