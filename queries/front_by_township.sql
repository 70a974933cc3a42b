-- question: 各镇街组织起来没有，队伍和岗位动起来没有？ | Is each township organised, and are its teams and pledged posts at work?
-- grain:    范围内每个镇街一行，齐全村居占比最低的在前 | one row per township in scope, lowest share of complete communities first
-- metric:   M26 按镇街 | M26 by township
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code                   varchar  镇街代码 | Township code
-- column:   name                        varchar  镇街 | Township
-- column:   temporary_branches          bigint   临时党组织（个） | Temporary branches
-- column:   branch_members              bigint   临时党组织党员（人） | Their members
-- column:   communities                 bigint   社区（个） | Communities
-- column:   communities_without_branch  bigint   无临时党组织的社区（个） | Communities without a branch
-- column:   communities_complete        bigint   组织健全的社区（个） | Complete communities
-- column:   complete_share              double   组织健全率 | Complete
-- column:   seats                       bigint   “3+2”席位（个） | Seats
-- column:   seats_empty                 bigint   空缺席位（个） | Seats empty
-- column:   teams                       bigint   服务队（支） | Teams
-- column:   teams_idle                  bigint   未服务的队（支） | Teams idle
-- column:   pledges                     bigint   认领岗位（个） | Pledged posts
-- column:   pledges_active              bigint   履责岗位（个） | Posts kept
-- column:   active_share                double   认领岗履责率 | Pledged posts kept
-- note:     没有社区的镇街健全率记为空 | A township without communities has no share
-- note:     镇街从未报过服务的，队伍和认领岗动没动为空 | Whether teams and pledged posts are at work is null where the township has never reported service
with branch as (

    select area.township_code, count(*) as branches, sum(organisation.headcount)::bigint as members
    from current_organisation as organisation
    inner join current_area as area on area.area_code = organisation.host_area_code
    where organisation.organisation_kind = 'temporary_branch'
        and is_within(area.area_code, $area_code)
    group by area.township_code

),

community as (

    select
        township_code,
        count(*) as communities,
        count(*) filter (branches = 0) as without_branch,
        count(*) filter (is_complete) as complete,
        count(is_complete) as known,
        count(branches) as known_branch,
        sum(seats)::bigint as seats,
        sum(seats_empty)::bigint as seats_empty
    from community_front
    where is_within(area_code, $area_code)
    group by township_code

),

team as (

    select township_code, count(*) as teams, count(is_idle) as told, count(*) filter (is_idle) as idle
    from team_seen($duty_on)
    where is_within(area_code, $area_code)
    group by township_code

),

pledge as (

    select township_code, count(*) as pledges, count(is_active) as told, count(*) filter (is_active) as active
    from pledge_seen($duty_on)
    where is_within(area_code, $area_code)
    group by township_code

),

recorded as (

    select
        bool_or(is_kept) filter (record_kind = 'temporary_branch') as branch,
        bool_or(is_kept) filter (record_kind = 'team') as team,
        bool_or(is_kept) filter (record_kind = 'pledged_post') as pledge
    from record_kind

)

select
    township.area_code,
    township.area_name as name,
    if(recorded.branch, coalesce(branch.branches, 0), null) as temporary_branches,
    if(recorded.branch, coalesce(branch.members, 0), null) as branch_members,
    coalesce(community.communities, 0) as communities,
    case when community.known_branch > 0 then community.without_branch end as communities_without_branch,
    case when community.known > 0 then community.complete end as communities_complete,
    share(community.complete, community.known) as complete_share,
    community.seats,
    community.seats_empty,
    if(recorded.team, coalesce(team.teams, 0), null) as teams,
    if(recorded.team and coalesce(team.told, 1) > 0, coalesce(team.idle, 0), null) as teams_idle,
    if(recorded.pledge, coalesce(pledge.pledges, 0), null) as pledges,
    if(recorded.pledge and coalesce(pledge.told, 1) > 0, coalesce(pledge.active, 0), null) as pledges_active,
    if(pledge.told > 0, share(pledge.active, pledge.pledges), null) as active_share
from current_area as township
cross join recorded
left join branch on branch.township_code = township.area_code
left join community on community.township_code = township.area_code
left join team on team.township_code = township.area_code
left join pledge on pledge.township_code = township.area_code
where township.area_level = 'township'
    and township.is_in_scope
    and is_around(township.area_code, $area_code)
order by complete_share nulls last, seats_empty desc nulls last, township.area_code
