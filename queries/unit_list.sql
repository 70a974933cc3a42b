-- question: 这个单位是什么，派了多少人，欠多少整改？ | What is this unit, whom has it sent, what must it fix?
-- grain:    每个单位一行 | one row per unit
-- param:    duty_on  date  截止日期 | To date
-- column:   organisation_id   varchar  单位编号 | Unit id
-- column:   name              varchar  单位 | Unit
-- column:   kind_zh           varchar  单位类型 | Kind in Chinese
-- column:   kind_en           varchar  单位类型（英文） | Kind
-- column:   parent_name       varchar  上级单位 | Above it
-- column:   host_name         varchar  所在区划 | Where
-- column:   units_below       bigint   下属单位（个） | Units below it
-- column:   headcount         integer  编制人数（人） | Headcount
-- column:   cadres            bigint   下沉在外（人） | Cadres sent
-- column:   problems_open     bigint   未整改问题（项） | Problems open
-- column:   problems_overdue  bigint   其中超期（项） | Overdue
-- note:     没有派遣或问题记录的行动，相应数为空 | Null in a deployment that keeps no record of dispatches or problems
with below as (

    select parent_organisation_id as organisation_id, count(*) as units_below
    from current_organisation
    where parent_organisation_id is not null
    group by parent_organisation_id

),

sent as (

    select organisation_id, count(distinct person_id) as cadres
    from current_dispatch
    where ordered_at <= seen_at($duty_on)
        and (ended_at is null or ended_at > seen_at($duty_on))
    group by organisation_id

),

owed as (

    select
        problem.organisation_id,
        count(*) as problems_open,
        count(*) filter (seen.is_overdue) as problems_overdue
    from problem_seen($duty_on) as seen
    inner join current_problem as problem using (problem_id)
    where seen.problem_status = 'open'
    group by problem.organisation_id

),

kept as (

    select
        (select count(*) > 0 from current_dispatch) as dispatches,
        (select count(*) > 0 from current_problem) as problems

)

select
    unit.organisation_id,
    unit.organisation_name as name,
    code_list.name_zh as kind_zh,
    code_list.name_en as kind_en,
    parent.organisation_name as parent_name,
    host.area_name as host_name,
    coalesce(below.units_below, 0) as units_below,
    unit.headcount,
    case when kept.dispatches then coalesce(sent.cadres, 0) end as cadres,
    case when kept.problems then coalesce(owed.problems_open, 0) end as problems_open,
    case when kept.problems then coalesce(owed.problems_overdue, 0) end as problems_overdue
from current_organisation as unit
cross join kept
left join current_organisation as parent on parent.organisation_id = unit.parent_organisation_id
left join current_area as host on host.area_code = unit.host_area_code
left join code_list
    on code_list.column_name = 'organisation_kind'
    and code_list.code = unit.organisation_kind
left join below on below.organisation_id = unit.organisation_id
left join sent on sent.organisation_id = unit.organisation_id
left join owed on owed.organisation_id = unit.organisation_id
order by unit.organisation_id
