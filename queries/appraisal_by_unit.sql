-- question: 哪些镇街和部门已经考察，何时、由哪个组？ | Which townships and departments have been appraised, when and by which team?
-- grain:    每个待考察的单位一行，镇街在前、部门在后，各按登记次序 | one row per unit to be appraised, townships before departments, each in the order of the register
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   unit_id       varchar  单位代码 | Unit code
-- column:   area_code     varchar  镇街代码 | Township code
-- column:   name          varchar  单位 | Unit
-- column:   unit_kind_zh  varchar  类别 | Kind in Chinese
-- column:   unit_kind_en  varchar  类别（英文） | Kind
-- column:   visits        bigint   考察（次） | Visits
-- column:   teams         varchar  考察组 | Teams
-- column:   last_on       date     最近考察 | Last visit
-- column:   is_appraised  boolean  已考察 | Appraised
-- note:     只记有没有考察，不打分、不排名 | Whether it was appraised; no score, no rank
with visit as (

    select
        coalesce(visit.visited_organisation_id, current_area.township_code) as unit_id,
        visit.arrived_at::date as visited_on,
        organisation.organisation_name as team
    from current_supervision_visit as visit
    inner join current_area using (area_code)
    left join current_organisation as organisation using (organisation_id)
    where visit.stream = 'appraisal'
        and visit.arrived_at::date <= $duty_on

),

unit as (

    select 'township' as unit_kind, area_code as unit_id, area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)
        and (select count(*) from current_supervision_visit where stream = 'appraisal') > 0

    union all

    select distinct 'department' as unit_kind, organisation.organisation_id as unit_id, null as area_code, organisation.organisation_name as name
    from current_supervision_visit as visit
    inner join current_organisation as organisation on organisation.organisation_id = visit.visited_organisation_id
    where visit.stream = 'appraisal'
        and is_within(visit.area_code, $area_code)

)

select
    unit.unit_id,
    unit.area_code,
    unit.name,
    code_list.name_zh as unit_kind_zh,
    code_list.name_en as unit_kind_en,
    count(visit.visited_on) as visits,
    string_agg(distinct visit.team, '、' order by visit.team) as teams,
    max(visit.visited_on) as last_on,
    count(visit.visited_on) > 0 as is_appraised
from unit
left join visit using (unit_id)
left join code_list
    on code_list.column_name = case unit.unit_kind when 'township' then 'area_level' else 'organisation_kind' end
    and code_list.code = unit.unit_kind
group by unit.unit_kind, unit.unit_id, unit.area_code, unit.name, code_list.name_zh, code_list.name_en
order by unit.unit_kind desc, unit.unit_id
