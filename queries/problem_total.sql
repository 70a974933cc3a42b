-- question: 发现的问题走到哪一步，多少超期？ | How far have the problems come, and how many are overdue?
-- grain:    一行 | one row
-- metric:   M31 现场整改率 = 现场整改 / 发现 | M31 On-site fix = fixed on the spot / found
-- metric:   M32 整改销号率 = 复核或销号 / 发现满 24 小时的问题 | M32 Verified closure = verified or closed / problems found 24 hours ago or more
-- metric:   M34 超期件 = 未整改且过期限（件） | M34 Overdue = not fixed and past the due time (problems)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   found                bigint  发现（个） | Found
-- column:   assigned             bigint  已交办（个） | Assigned
-- column:   fixed                bigint  已整改（个） | Fixed
-- column:   verified             bigint  已复核（个） | Verified
-- column:   closed               bigint  已销号（个） | Closed
-- column:   open                 bigint  未整改（个） | Open
-- column:   overdue              bigint  超期（件） | Overdue
-- column:   reopened             bigint  反弹（个） | Relapsed
-- column:   fixed_share          double  整改率 | Fixed share
-- column:   fixed_on_site        bigint  现场整改（个） | Fixed on site
-- column:   fixed_on_site_share  double  现场整改率 | On-site fix
-- column:   ripe                 bigint  发现满 24 小时（个） | Found over 24 h ago
-- column:   ripe_verified        bigint  其中已复核（个） | of which verified
-- column:   verified_share       double  整改销号率 | Verified closure
-- column:   escalated            bigint  已直报（个） | Escalated
-- column:   common               bigint  共性问题（个） | Common problems
-- column:   last_told_on         date    走访没有送来时，此前最近有走访的一天 | Last day with a visit, where none has come since
-- note:     走访没有送来的日子，各数只是此前所知 | Where visits have not come the numbers are those known until then
-- note:     反弹的问题退回未整改 | A relapse returns a problem to open
-- note:     没有督导登记也没有问题登记的行动，各数为空，不为 0 | Where neither visits nor problems are kept all numbers are null, never 0
with state as (

    select
        count(*) as found,
        count(coalesce(assigned_at, fixed_at, verified_at, closed_at)) as assigned,
        count(fixed_at) as fixed,
        count(coalesce(verified_at, closed_at)) as verified,
        count(closed_at) as closed,
        count(*) filter (problem_status = 'open') as open,
        count(*) filter (is_overdue) as overdue,
        count(reopened_at) as reopened,
        count(*) filter (is_fixed_on_site) as fixed_on_site,
        count(*) filter (found_at <= seen_at - interval 24 hour) as ripe,
        count(coalesce(verified_at, closed_at)) filter (found_at <= seen_at - interval 24 hour) as ripe_verified,
        count(escalated_at) as escalated,
        count(*) filter (is_common) as common
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)

),

total as (

    select
        found,
        assigned,
        fixed,
        verified,
        closed,
        open,
        overdue,
        reopened,
        share(fixed, found) as fixed_share,
        fixed_on_site,
        share(fixed_on_site, found) as fixed_on_site_share,
        ripe,
        ripe_verified,
        share(ripe_verified, ripe) as verified_share,
        escalated,
        common
    from state

),

kept as (select problems_are_kept() as is_kept)

select
    total.*,
    if(visits_are_told($duty_on), null, last_told_on($duty_on)) as last_told_on
from kept
left join total on kept.is_kept
