-- Everybody on the register of a unit whose people report to communities, and since when somebody is excused:
-- with a special reason, or because sent elsewhere. A person of a unit that nobody reports from has no row.
create table reporting_staff as
with unit as (

    select organisation_id from current_volunteer_registration
    union
    select organisation_id from current_volunteer_exemption

),

exempted as (

    select person_id, min(noted_at) as exempted_at, arg_min(exemption_reason, noted_at) as exemption_reason
    from current_volunteer_exemption
    group by person_id

),

sent as (

    select person_id, min(ordered_at) as sent_at
    from current_dispatch
    group by person_id

)

select
    person.person_id,
    person.organisation_id,
    person.home_area_code,
    exempted.exempted_at,
    exempted.exemption_reason,
    sent.sent_at
from current_person as person
inner join unit using (organisation_id)
left join exempted using (person_id)
left join sent using (person_id)
order by person.organisation_id, person.person_id;
