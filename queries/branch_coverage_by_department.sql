-- question: 各部门党支部是否全员下沉，服务多少、解决多少？ | Do all branches of a department serve in full, how long, and what was solved?
-- grain:    每个有党支部的部门一行 | one row per department with party branches
-- metric:   M22 M23 按部门 | M22 M23 by department
-- param:    duty_on  date  截止日期 | To date
-- column:   organisation_id   varchar  单位编号 | Unit id
-- column:   name              varchar  单位 | Unit
-- column:   branches          bigint   党支部（个） | Branches
-- column:   branches_covered  bigint   全覆盖的党支部（个） | Branches covered in full
-- column:   people            bigint   党员干部（人） | Members
-- column:   reported          bigint   已报到（人） | Reported
-- column:   exempted          bigint   特殊原因（人） | Excused
-- column:   credited_hours    double   认定时长（小时） | Credited hours
-- column:   hours_per_person  double   人均时长（小时/人） | Hours per person
-- column:   problems_solved   bigint   解决问题（件） | Problems solved
-- note:     未报到且无特殊原因者使支部不算全覆盖 | Somebody neither reported nor excused leaves a branch uncovered
with member as (

    select distinct
        organisation_id,
        parent_organisation_id,
        person_id,
        coalesce(reported_on <= $duty_on, false) as is_reported,
        coalesce(exempted_on <= $duty_on, false) as is_exempt
    from branch_person
    where (from_on is null or from_on <= $duty_on)
        and (to_on is null or to_on >= $duty_on)

),

service as (

    select person_id, sum(credited_minutes) / 60 as hours
    from service_credit
    where served_on <= $duty_on
    group by person_id

),

branch as (

    select parent_organisation_id, bool_and(is_reported or is_exempt) filter (person_id is not null) as is_covered
    from member
    group by organisation_id, parent_organisation_id

),

counted as (

    select parent_organisation_id, count(*) as branches, count(*) filter (is_covered) as branches_covered
    from branch
    group by parent_organisation_id

),

served as (

    select
        member.parent_organisation_id,
        count(distinct member.person_id) as people,
        count(distinct member.person_id) filter (member.is_reported) as reported,
        count(distinct member.person_id) filter (member.is_exempt and not member.is_reported) as exempted,
        coalesce(round(sum(service.hours), 6), 0) as hours
    from member
    left join service using (person_id)
    group by member.parent_organisation_id
    having count(member.person_id) > 0

),

solved as (

    select coalesce(branch.parent_organisation_id, measure.organisation_id) as parent_organisation_id, count(*) as solved
    from current_care_measure as measure
    left join current_organisation as branch
        on branch.organisation_id = measure.organisation_id
        and branch.organisation_kind = 'party_branch'
    where measure.care_kind = 'problem_solved'
        and measure.done_at::date <= $duty_on
    group by all

)

select
    department.organisation_id,
    department.organisation_name as name,
    counted.branches,
    counted.branches_covered,
    served.people,
    served.reported,
    served.exempted,
    served.hours::double as credited_hours,
    share(served.hours, served.people) as hours_per_person,
    coalesce(solved.solved, 0) as problems_solved
from served
inner join counted using (parent_organisation_id)
inner join current_organisation as department on department.organisation_id = served.parent_organisation_id
left join solved on solved.parent_organisation_id = department.organisation_id
order by department.organisation_id
