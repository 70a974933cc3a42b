-- Who stands behind a unit and between which days: those on its register always (null), its members for their time.
-- Stays inside the board; every question counts people.
create table unit_person as
select organisation_id, person_id, null::date as from_on, null::date as to_on
from current_person
where organisation_id is not null

union

select organisation_id, person_id, from_on, to_on
from current_membership
where from_on is not null
order by organisation_id, person_id, from_on, to_on;

-- The same on one day, each person of a unit once.
create macro people_of_units(duty_day) as table
select distinct organisation_id, person_id
from unit_person
where (from_on is null or from_on <= duty_day)
    and (to_on is null or to_on >= duty_day);

-- Every party branch of a department with those who stand behind it, since when each has reported or is excused, and
-- once without a person. Stays inside the board; every question counts people.
create table branch_person as
with reported as (

    select person_id, min(registered_at::date) as reported_on
    from current_volunteer_registration
    group by person_id

),

exempted as (

    select person_id, min(noted_at::date) as exempted_on
    from current_volunteer_exemption
    group by person_id

),

branch as (

    select organisation_id, parent_organisation_id
    from current_organisation
    where organisation_kind = 'party_branch'
        and parent_organisation_id is not null

)

select
    branch.organisation_id,
    branch.parent_organisation_id,
    people.person_id,
    people.from_on,
    people.to_on,
    reported.reported_on,
    exempted.exempted_on
from branch
inner join unit_person as people using (organisation_id)
left join reported using (person_id)
left join exempted using (person_id)

union all

select organisation_id, parent_organisation_id, null, null, null, null, null
from branch
order by parent_organisation_id, organisation_id, person_id, from_on, to_on;
