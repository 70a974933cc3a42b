-- What stands at the front on a day: posts pledged and kept, teams and when they last served.

-- A pledge is kept where its person has credited service there within the norm's days; not known where the township
-- has never told of any service.
create macro pledge_seen(duty_day) as table
with served as (

    select distinct service_credit.person_id, area_within.ancestor_code as area_code
    from service_credit
    inner join area_within using (area_code)
    where service_credit.credited_minutes > 0
        and service_credit.served_on <= duty_day
        and service_credit.served_on > duty_day - norm_value('pledge_active_days')::integer

)

select
    pledge.pledged_post_id,
    pledge.organisation_id,
    pledge.area_code,
    area.township_code,
    pledge.pledge_kind,
    if(told.township_code is not null, served.person_id is not null, null) as is_active
from current_pledged_post as pledge
inner join current_area as area using (area_code)
left join served
    on served.person_id = pledge.person_id
    and served.area_code = pledge.area_code
left join service_told(duty_day) as told on told.township_code = area.township_code
where pledge.pledged_at::date <= duty_day
    and (pledge.ended_at is null or pledge.ended_at::date > duty_day);

-- Teams of volunteers and party members, with their credited service so far. Whether one that has none is idle is not
-- known where its township has never told of any service; of one above townships, where nobody has.
create macro team_seen(duty_day) as table
with service as (

    select
        organisation_id,
        count(*) as sessions,
        sum(credited_minutes) / 60 as credited_hours,
        max(served_on) as last_served_on
    from service_credit
    where served_on <= duty_day
        and credited_minutes > 0
    group by organisation_id

)

select
    team.organisation_id,
    team.organisation_name as name,
    team.organisation_kind,
    team.host_area_code as area_code,
    area.township_code,
    coalesce(service.sessions, 0) as sessions,
    coalesce(service.credited_hours, 0) as credited_hours,
    service.last_served_on,
    case
        when service.organisation_id is not null
            then service.last_served_on <= duty_day - norm_value('pledge_active_days')::integer
        when told.township_code is not null
            or area.township_code is null and (select count(*) > 0 from service_told(duty_day))
            then true
    end as is_idle
from current_organisation as team
left join current_area as area on area.area_code = team.host_area_code
left join service using (organisation_id)
left join service_told(duty_day) as told on told.township_code = area.township_code
where team.organisation_kind in ('service_team', 'commando_team', 'volunteer_team');

-- Who stands behind a unit: those on its register and those who are its members on the day.
create macro people_of_units(duty_day) as table
select organisation_id, person_id
from current_person
where organisation_id is not null
union
select organisation_id, person_id
from current_membership
where from_on <= duty_day
    and (to_on is null or to_on >= duty_day);
