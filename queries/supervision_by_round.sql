-- question: 每一轮出去了几组，累计到了多少村居？ | How many teams went out in each round, and how many communities have they reached?
-- grain:    每支督导队伍和轮次一行，按次序；一轮是该队伍有组出动的一天 | one row per stream and round, in order; a round is a day on which teams of the stream went out
-- metric:   M27 按轮次 | M27 by round
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   stream             varchar  督导队伍 | Stream
-- column:   round_no           bigint   轮次 | Round
-- column:   visited_on         date     日期 | Day
-- column:   teams              bigint   出动（组） | Teams out
-- column:   visits             bigint   走访（次） | Visits
-- column:   places             bigint   到访村居（个） | Communities
-- column:   new_places         bigint   首次到访（个） | For the first time
-- column:   places_so_far      bigint   累计到访（个） | Reached so far
-- column:   communities        bigint   在册村居（个） | Communities in scope
-- column:   share_so_far       double   累计覆盖率 | Share reached so far
-- note:     轮次由走访记录得出，不另填报 | Rounds are counted from the visits; nobody hands them in
with visit as (

    select stream, organisation_id, visited_on, community_code
    from place_visit
    where visited_on <= $duty_on
        and is_within(area_code, $area_code)

),

first_visit as (

    select visit.stream, visit.community_code, min(visit.visited_on) as visited_on
    from visit
    inner join community_place as community on community.area_code = visit.community_code
    group by visit.stream, visit.community_code

),

fresh as (

    select stream, visited_on, count(*) as new_places
    from first_visit
    group by stream, visited_on

),

out as (

    select
        stream,
        visited_on,
        count(distinct organisation_id) as teams,
        count(*) as visits,
        count(distinct community_code) as places
    from visit
    group by stream, visited_on

),

community as (

    select count(*) as communities
    from community_place
    where is_within(area_code, $area_code)

)

select
    out.stream,
    row_number() over so_far as round_no,
    out.visited_on,
    out.teams,
    out.visits,
    out.places,
    coalesce(fresh.new_places, 0) as new_places,
    coalesce(sum(fresh.new_places) over so_far, 0)::bigint as places_so_far,
    community.communities,
    share(coalesce(sum(fresh.new_places) over so_far, 0), community.communities) as share_so_far
from out
left join fresh using (stream, visited_on)
cross join community
window so_far as (partition by out.stream order by out.visited_on rows unbounded preceding)
order by out.stream, out.visited_on
