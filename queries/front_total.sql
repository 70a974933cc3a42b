-- question: 组织和队伍是否到位、是否在动？ | Are branches, seats, teams and pledged posts in place and at work?
-- grain:    一行；所选日结束时的情形 | one row; as it stands at the end of the chosen day
-- metric:   M26 认领岗履责率 = 7 日内有服务的认领岗 / 认领岗 | M26 Pledged post active = pledged posts with service within 7 days / pledged posts
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   temporary_branches          bigint  临时党组织（个） | Temporary branches
-- column:   branch_members              bigint  临时党组织党员（人） | Their members
-- column:   communities                 bigint  社区（个） | Communities
-- column:   communities_with_branch     bigint  有临时党组织的社区（个） | Communities with a branch
-- column:   communities_without_branch  bigint  无临时党组织的社区（个） | Communities without a branch
-- column:   communities_complete        bigint  组织健全的社区（个） | Complete communities
-- column:   seats                       bigint  “3+2”席位（个） | Seats
-- column:   seats_filled                bigint  到岗席位（个） | Seats filled
-- column:   filled_share                double  席位到岗率 | Seats filled
-- column:   teams                       bigint  服务队（支） | Teams
-- column:   teams_active                bigint  有服务的队（支） | Teams at work
-- column:   teams_idle                  bigint  未服务的队（支） | Teams idle
-- column:   pledges                     bigint  认领岗位（个） | Pledged posts
-- column:   pledges_active              bigint  履责岗位（个） | Posts kept
-- column:   active_share                double  认领岗履责率 | Pledged posts kept
-- note:     镇街从未报过服务的，队伍和认领岗动没动为空 | Whether teams and pledged posts are at work is null where the township has never reported service
-- note:     几日算履责见规则 pledge_active_days | The norm pledge_active_days says within how many days
with branch as (

    -- Null where no branch is recorded at all: that is not the same as none here.
    select
        case when count(*) > 0 then count(*) filter (is_within(host_area_code, $area_code)) end as branches,
        sum(headcount) filter (is_within(host_area_code, $area_code))::bigint as members
    from current_organisation
    where organisation_kind = 'temporary_branch'

),

community as (

    select
        count(*) as communities,
        count(*) filter (branches = 0) as without_branch,
        count(branches) as known_branch,
        count(*) filter (is_complete) as complete,
        count(is_complete) as known,
        sum(seats)::bigint as seats,
        sum(seats - seats_empty)::bigint as filled
    from community_front
    where is_within(area_code, $area_code)

),

team as (

    select
        case when count(*) > 0 then count(*) filter (is_within(area_code, $area_code)) end as teams,
        count(is_idle) filter (is_within(area_code, $area_code)) as told,
        count(*) filter (is_idle and is_within(area_code, $area_code)) as idle
    from team_seen($duty_on)

),

pledge as (

    select
        case when count(*) > 0 then count(*) filter (is_within(area_code, $area_code)) end as pledges,
        count(is_active) filter (is_within(area_code, $area_code)) as told,
        count(*) filter (is_active and is_within(area_code, $area_code)) as active
    from pledge_seen($duty_on)

)

select
    branch.branches as temporary_branches,
    branch.members as branch_members,
    community.communities,
    case when community.known_branch > 0 then community.known_branch - community.without_branch end
        as communities_with_branch,
    case when community.known_branch > 0 then community.without_branch end as communities_without_branch,
    case when community.known > 0 then community.complete end as communities_complete,
    community.seats,
    community.filled as seats_filled,
    share(community.filled, community.seats) as filled_share,
    team.teams,
    case when team.told > 0 or team.teams = 0 then team.told - team.idle end as teams_active,
    case when team.told > 0 or team.teams = 0 then team.idle end as teams_idle,
    pledge.pledges,
    case when pledge.told > 0 or pledge.pledges = 0 then pledge.active end as pledges_active,
    if(pledge.told > 0, share(pledge.active, pledge.pledges), null) as active_share
from branch
cross join community
cross join team
cross join pledge
