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
with thing as (

    select *, is_within(area_code, $area_code) as is_inside
    from front_seen($duty_on)

),

-- Null where no branch, team or pledge is recorded at all: that is not the same as none here.
counted as (

    select
        case when count(*) filter (kind = 'branch') > 0 then count(*) filter (kind = 'branch' and is_inside) end
            as branches,
        sum(people) filter (is_inside)::bigint as members,
        count(*) filter (kind = 'community' and is_inside) as communities,
        count(*) filter (branches = 0 and is_inside) as without_branch,
        count(branches) filter (is_inside) as known_branch,
        count(*) filter (is_complete and is_inside) as complete,
        count(is_complete) filter (is_inside) as known,
        sum(seats) filter (is_inside)::bigint as seats,
        sum(seats - seats_empty) filter (is_inside)::bigint as filled,
        case when count(*) filter (kind = 'team') > 0 then count(*) filter (kind = 'team' and is_inside) end as teams,
        count(is_idle) filter (is_inside) as teams_told,
        count(*) filter (is_idle and is_inside) as idle,
        case when count(*) filter (kind = 'pledge') > 0 then count(*) filter (kind = 'pledge' and is_inside) end
            as pledges,
        count(is_active) filter (is_inside) as pledges_told,
        count(*) filter (is_active and is_inside) as active
    from thing

)

select
    branches as temporary_branches,
    members as branch_members,
    communities,
    case when known_branch > 0 then known_branch - without_branch end as communities_with_branch,
    case when known_branch > 0 then without_branch end as communities_without_branch,
    case when known > 0 then complete end as communities_complete,
    seats,
    filled as seats_filled,
    share(filled, seats) as filled_share,
    teams,
    case when teams_told > 0 or teams = 0 then teams_told - idle end as teams_active,
    case when teams_told > 0 or teams = 0 then idle end as teams_idle,
    pledges,
    case when pledges_told > 0 or pledges = 0 then active end as pledges_active,
    if(pledges_told > 0, share(active, pledges), null) as active_share
from counted
