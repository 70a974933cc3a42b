-- What stands at the front on a day: posts pledged and kept, teams and when they last served.

-- One row per pledged post, with the days on which it counts as kept: its person has credited service there within the
-- norm's days.
create table pledge_span as
with served as (

    select distinct service_credit.person_id, area_within.ancestor_code as area_code, service_credit.served_on
    from service_credit
    inner join area_within using (area_code)
    where service_credit.credited_minutes > 0

),

kept as (

    select
        served.person_id,
        served.area_code,
        list(distinct (served.served_on + after.days::integer) order by served.served_on + after.days::integer)
            as kept_days
    from served
    cross join (select unnest(generate_series(0, norm_value('pledge_active_days')::integer - 1)) as days) as after
    group by served.person_id, served.area_code

)

select
    pledge.pledged_post_id,
    pledge.organisation_id,
    pledge.area_code,
    area.township_code,
    pledge.pledge_kind,
    pledge.pledged_at::date as from_on,
    pledge.ended_at::date as until_on,
    told.told_from,
    kept.kept_days
from current_pledged_post as pledge
inner join current_area as area using (area_code)
left join service_from as told using (township_code)
left join kept
    on kept.person_id = pledge.person_id
    and kept.area_code = pledge.area_code
order by pledge.pledged_post_id;

-- Not known where the township has never told of any service.
create macro is_pledge_kept(kept_days, told_from, duty_day) as case
    when told_from <= duty_day then coalesce(list_contains(kept_days, duty_day), false)
end;

create macro pledge_seen(duty_day) as table
select * exclude (from_on, until_on, told_from, kept_days), is_pledge_kept(kept_days, told_from, duty_day) as is_active
from pledge_span
where from_on <= duty_day
    and (until_on is null or until_on > duty_day);

-- One row per team of volunteers or party members and stretch of days between two with credited service: its service so
-- far, and from when it is idle: the norm's days after it last served, or, where it never did, since anybody has told of
-- service in its township (null: nobody has). The first stretch has no service.
create table team_stretch as
with served as (

    select organisation_id, served_on, count(*) as sessions, sum(credited_minutes) / 60 as credited_hours
    from service_credit
    where credited_minutes > 0
    group by organisation_id, served_on

    union all

    select organisation_id, null, 0, 0.0
    from current_organisation

)

select
    team.organisation_id,
    team.organisation_name as name,
    team.organisation_kind,
    team.host_area_code as area_code,
    area.township_code,
    area.township_name,
    sum(served.sessions) over so_far::bigint as sessions,
    sum(served.credited_hours) over so_far as credited_hours,
    served.served_on as last_served_on,
    lead(served.served_on) over (partition by team.organisation_id order by served.served_on nulls first) as until_on,
    coalesce(
        served.served_on + norm_value('pledge_active_days')::integer,
        -- Of a team above townships: since when anybody has told.
        case when area.township_code is null then (select min(told_from) from service_from) else told.told_from end
    ) as idle_from
from current_organisation as team
inner join served using (organisation_id)
left join current_area as area on area.area_code = team.host_area_code
left join service_from as told on told.township_code = area.township_code
where team.organisation_kind in ('service_team', 'commando_team', 'volunteer_team')
window so_far as (
    partition by team.organisation_id order by served.served_on nulls first rows unbounded preceding
)
order by team.organisation_id, served.served_on nulls first;

-- Whether one that never served is idle is not known before.
create macro is_idle_since(last_served_on, idle_from, duty_day) as case
    when last_served_on is not null or idle_from <= duty_day then idle_from <= duty_day
end;

-- Teams of volunteers and party members, with their credited service so far.
create macro team_seen(duty_day) as table
select * exclude (until_on, idle_from), is_idle_since(last_served_on, idle_from, duty_day) as is_idle
from team_stretch
where (last_served_on is null or last_served_on <= duty_day)
    and (until_on is null or until_on > duty_day);

-- All that stands at the front together, one row per community in scope, branch, team and pledged post and stretch of
-- days, so that a question passes over it once.
create table front_thing as
select
    'community' as kind, area_code, township_code, branches, is_complete, seats, seats_empty, null::bigint as people,
    null::date as from_on, null::date as until_on, null::date as last_served_on, null::date as idle_from,
    null::date as told_from, null::date[] as kept_days
from community_front

union all

select
    'branch', organisation.host_area_code, area.township_code, null, null, null, null, organisation.headcount,
    null, null, null, null, null, null
from current_organisation as organisation
left join current_area as area on area.area_code = organisation.host_area_code
where organisation.organisation_kind = 'temporary_branch'

union all

select 'team', area_code, township_code, null, null, null, null, null, last_served_on, until_on, last_served_on,
    idle_from, null, null
from team_stretch

union all

select 'pledge', area_code, township_code, null, null, null, null, null, from_on, until_on, null, null,
    told_from, kept_days
from pledge_span
order by kind, area_code;

create macro front_seen(duty_day) as table
select
    * exclude (from_on, until_on, last_served_on, idle_from, told_from, kept_days),
    case when kind = 'team' then is_idle_since(last_served_on, idle_from, duty_day) end as is_idle,
    case when kind = 'pledge' then is_pledge_kept(kept_days, told_from, duty_day) end as is_active
from front_thing
where (from_on is null or from_on <= duty_day)
    and (until_on is null or until_on > duty_day);
