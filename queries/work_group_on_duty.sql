-- question: 专班、小组和督导组现在谁在岗？ | How many of each task group and team are on duty now?
-- grain:    每个组一行，按指挥部及其各组的次序 | one row per group, in the order of the task force and its groups
-- param:    duty_on     date     值守日期 | Duty date
-- param:    shift_code  varchar  班次 | Shift
-- column:   organisation_id    varchar  小组编号 | Group id
-- column:   name               varchar  小组 | Group
-- column:   organisation_kind  varchar  类型 | Kind
-- column:   parent_name        varchar  上级 | Belongs to
-- column:   members            bigint   成员（人） | Members
-- column:   on_duty            bigint   在岗（人） | On duty
-- column:   visits             bigint   当日走访（次） | Visits of the day
-- note:     没有成员名册的小组人数记为空；督导组看走访 | Null for a group without a list of members; teams show by their visits
with present as (

    select presence.person_id
    from presence
    inner join moment
        on presence.starts_at <= moment.moment_at
        and presence.ends_at > moment.moment_at
    where moment.duty_on = $duty_on
        and moment.shift_code = $shift_code

),

counted as (

    select
        organisation_id,
        count(*) as members,
        count(*) filter (person_id in (select person_id from present)) as on_duty
    from people_of_units($duty_on)
    group by organisation_id

),

visited as (

    select organisation_id, count(*) as visits
    from current_supervision_visit
    where arrived_at::date = $duty_on
    group by organisation_id

)

select
    unit.organisation_id,
    unit.organisation_name as name,
    unit.organisation_kind,
    parent.organisation_name as parent_name,
    counted.members,
    counted.on_duty,
    visited.visits
from current_organisation as unit
left join current_organisation as parent on parent.organisation_id = unit.parent_organisation_id
left join counted on counted.organisation_id = unit.organisation_id
left join visited on visited.organisation_id = unit.organisation_id
where unit.organisation_kind in (
    'task_force', 'task_group', 'work_group', 'supervision_team', 'discipline_team', 'cadre_group'
)
order by unit.organisation_id
