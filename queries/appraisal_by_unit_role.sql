-- question: 每个单位的五个作用，哪些有印证材料？ | For which of the five roles has evidence been found in each unit?
-- grain:    每个待考察的单位和作用一行，镇街在前、部门在后，各按登记次序 | one row per unit to be appraised and role, townships before departments, each in the order of the register
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   unit_id         varchar  单位代码 | Unit code
-- column:   name            varchar  单位 | Unit
-- column:   role_code       varchar  考察维度 | Role
-- column:   role_zh         varchar  作用 | Role in Chinese
-- column:   role_en         varchar  作用（英文） | Role
-- column:   evidence_state  varchar  印证 | Evidence
-- column:   last_on         date     最近考察 | Last visit
-- note:     任一次考察见到印证即为有；去过而未记为未考察，不作无论 | Present when any visit found it; a role no visit has noted is not appraised, which is not absent
-- note:     不打分、不合计、不排名 | No score, no sum, no rank
with visit as (

    select
        visit.visit_id,
        coalesce(visit.visited_organisation_id, current_area.township_code) as unit_id,
        visit.arrived_at::date as visited_on
    from current_supervision_visit as visit
    inner join current_area using (area_code)
    where visit.stream = 'appraisal'
        and visit.arrived_at::date <= $duty_on

),

unit as (

    select 'township' as unit_kind, area_code as unit_id, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)
        and (select count(*) from current_supervision_visit where stream = 'appraisal') > 0

    union all

    select distinct 'department' as unit_kind, organisation.organisation_id as unit_id, organisation.organisation_name as name
    from current_supervision_visit as visit
    inner join current_organisation as organisation on organisation.organisation_id = visit.visited_organisation_id
    where visit.stream = 'appraisal'
        and is_within(visit.area_code, $area_code)

),

noted as (

    select visit.unit_id, evidence.role_code, bool_or(evidence.is_present) as is_present, max(visit.visited_on) as last_on
    from current_appraisal_evidence as evidence
    inner join visit using (visit_id)
    group by all

)

select
    unit.unit_id,
    unit.name,
    role.code as role_code,
    role.name_zh as role_zh,
    role.name_en as role_en,
    case noted.is_present when true then 'present' when false then 'absent' else 'unseen' end as evidence_state,
    noted.last_on
from unit
inner join code_list as role on role.column_name = 'role_code'
left join noted on noted.unit_id = unit.unit_id and noted.role_code = role.code
order by unit.unit_kind desc, unit.unit_id, role.sort_order
