-- question: 专项考察到了多少镇街和部门？ | How many townships and departments have been appraised?
-- grain:    one row
-- param:    duty_on  date  截止日期 | To date
-- column:   teams        bigint  考察组（个） | Teams
-- column:   townships    bigint  考察镇街（个） | Townships appraised
-- column:   departments  bigint  考察部门（个） | Departments appraised
select
    count(distinct visit.organisation_id) as teams,
    count(distinct current_area.township_code) filter (visit.visited_organisation_id is null) as townships,
    count(distinct visit.visited_organisation_id) as departments
from current_supervision_visit as visit
inner join current_area using (area_code)
where visit.stream = 'appraisal'
    and visit.arrived_at::date <= $duty_on
