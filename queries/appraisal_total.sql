-- question: 专项考察到了多少镇街和部门？ | How many townships and departments have been appraised?
-- grain:    一行 | one row
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   teams            bigint  考察组（个） | Teams
-- column:   visits           bigint  考察走访（次） | Visits
-- column:   units            bigint  已考察（个） | Appraised
-- column:   units_due        bigint  应考察（个） | To be appraised
-- column:   townships        bigint  考察镇街（个） | Townships appraised
-- column:   townships_due    bigint  应考察镇街（个） | Townships to be appraised
-- column:   departments      bigint  考察部门（个） | Departments appraised
-- column:   departments_due  bigint  应考察部门（个） | Departments to be appraised
-- column:   first_on         date    首次考察 | First visit
-- column:   last_on          date    最近考察 | Last visit
-- note:     镇街应全部考察；部门以本板记有考察走访者为名单 | Every township is to be appraised, and each department that any visit on this board has gone to
-- note:     未开展考察的地方，应考察为空 | Where no appraisal is under way, what is to be appraised is null
-- note:     不登记专项考察的行动，各数为空，不为 0 | Where no appraisals are kept all numbers are null, never 0
with visit as (

    select visit.*, current_area.township_code, visit.arrived_at::date <= $duty_on as is_made
    from current_supervision_visit as visit
    inner join current_area using (area_code)
    where visit.stream = 'appraisal'
        and is_within(visit.area_code, $area_code)

),

township as (

    select case when (select count(*) from current_supervision_visit where stream = 'appraisal') > 0
        then count(*) end as townships_due
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)

),

made as (

    select
        count(distinct organisation_id) filter (is_made) as teams,
        count(*) filter (is_made) as visits,
        count(distinct township_code) filter (is_made and visited_organisation_id is null) as townships,
        count(distinct visited_organisation_id) filter (is_made) as departments,
        count(distinct visited_organisation_id) as departments_due,
        min(arrived_at) filter (is_made)::date as first_on,
        max(arrived_at) filter (is_made)::date as last_on
    from visit

),

total as (

    select
        made.teams,
        made.visits,
        made.townships + made.departments as units,
        township.townships_due + made.departments_due as units_due,
        made.townships,
        township.townships_due,
        made.departments,
        case when township.townships_due is not null then made.departments_due end as departments_due,
        made.first_on,
        made.last_on
    from made
    cross join township

),

kept as (select is_kept('appraisal') as is_kept)

select total.*
from kept
left join total on kept.is_kept
