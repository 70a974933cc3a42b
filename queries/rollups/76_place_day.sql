-- What happened at a place on a day, by the finest area a record names. `place_code` is its community, else the area
-- itself. `paid` counts the visits to a community with all that is in it, or to a hamlet; `calls` what is one call at a
-- community, however many of its hamlets the team walked through; `topics` are those that a second team checked there on
-- the day. Each community in scope and each hamlet has one row without a day, so that one nobody went to is there too.
create table place_day as
with happened as (

    select
        area_code, active_on as happened_on, visits, night_visits, unannounced_visits, problems_found, 0 as calls,
        0 as paid, null::varchar[] as teams, null::varchar[] as topics, 0 as contradictions
    from area_day

    union all

    select
        community_code, visited_on, 0, 0, 0, 0, count(distinct call_id), count(*), list(distinct organisation_id), null, 0
    from place_visit
    where community_code is not null
    group by community_code, visited_on

    union all

    select area_code, visited_on, 0, 0, 0, 0, 0, count(*), null, null, 0
    from place_visit
    where area_code is distinct from community_code
    group by area_code, visited_on

    union all

    select
        place_code, other_visited_on, 0, 0, 0, 0, 0, 0, null, list(distinct check_topic),
        count(*) filter (is_contradictory)
    from check_repeat
    group by place_code, other_visited_on

    union all

    select area_code, null, 0, 0, 0, 0, 0, 0, null, null, 0
    from current_area
    where area_level = 'community' and is_in_scope
        or area_level = 'hamlet'

)

select
    happened.area_code,
    coalesce(area.community_code, happened.area_code) as place_code,
    area.township_code,
    area.area_level = 'community' and area.is_in_scope as is_community,
    area.area_level = 'hamlet' as is_hamlet,
    happened.happened_on,
    sum(happened.visits)::bigint as visits,
    sum(happened.night_visits)::bigint as night_visits,
    sum(happened.unannounced_visits)::bigint as unannounced_visits,
    sum(happened.problems_found)::bigint as problems_found,
    sum(happened.calls)::bigint as calls,
    sum(happened.paid)::bigint as paid,
    any_value(happened.teams) as teams,
    any_value(happened.topics) as topics,
    sum(happened.contradictions)::bigint as contradictions
from happened
inner join current_area as area using (area_code)
group by all
order by happened.happened_on, happened.area_code;

-- Communities in scope with what a day never changes.
create table community_place as
with post as (

    select area_code, count(*) as checkpoints
    from current_checkpoint
    group by area_code

)

select
    community.area_code,
    community.area_name as name,
    community.township_code,
    community.township_name,
    community.lon,
    community.lat,
    coalesce(post.checkpoints, 0) as checkpoints
from current_area as community
left join post using (area_code)
where community.area_level = 'community'
    and community.is_in_scope
order by community.area_code;
