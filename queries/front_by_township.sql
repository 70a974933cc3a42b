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
with counted as (

    select
        township_code,
        count(*) filter (kind = 'branch') as temporary_branches,
        sum(people)::bigint as branch_members,
        count(*) filter (kind = 'community') as communities,
        count(*) filter (branches = 0) as without_branch,
        count(*) filter (is_complete) as complete,
        count(is_complete) as known,
        count(branches) as known_branch,
        sum(seats)::bigint as seats,
        sum(seats_empty)::bigint as seats_empty,
        count(*) filter (kind = 'team') as teams,
        count(is_idle) as teams_told,
        count(*) filter (is_idle) as teams_idle,
        count(*) filter (kind = 'pledge') as pledges,
        count(is_active) as pledges_told,
        count(*) filter (is_active) as pledges_active
    from front_seen($duty_on)
    where is_within(area_code, $area_code)
    group by township_code

)

select
    township.area_code,
    township.area_name as name,
    if(is_kept('temporary_branch'), coalesce(counted.temporary_branches, 0), null) as temporary_branches,
    if(is_kept('temporary_branch'), coalesce(counted.branch_members, 0), null) as branch_members,
    coalesce(counted.communities, 0) as communities,
    case when counted.known_branch > 0 then counted.without_branch end as communities_without_branch,
    case when counted.known > 0 then counted.complete end as communities_complete,
    share(counted.complete, counted.known) as complete_share,
    counted.seats,
    counted.seats_empty,
    if(is_kept('team'), coalesce(counted.teams, 0), null) as teams,
    if(is_kept('team') and (counted.teams > 0 and counted.teams_told = 0) is not true, coalesce(counted.teams_idle, 0), null)
        as teams_idle,
    if(is_kept('pledged_post'), coalesce(counted.pledges, 0), null) as pledges,
    if(is_kept('pledged_post') and (counted.pledges > 0 and counted.pledges_told = 0) is not true,
        coalesce(counted.pledges_active, 0), null) as pledges_active,
    if(counted.pledges_told > 0, share(counted.pledges_active, counted.pledges), null) as active_share
from current_area as township
left join counted on counted.township_code = township.area_code
where township.area_level = 'township'
    and township.is_in_scope
    and is_around(township.area_code, $area_code)
order by complete_share nulls last, seats_empty desc nulls last, township.area_code
