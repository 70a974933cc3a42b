-- question: 哪些队伍近日没有服务？ | Which teams have not served lately?
-- grain:    规定天数内没有服务的每支队伍一行，从未服务的在前 | one row per team without service in the norm's days, never served first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   organisation_id    varchar  队伍编号 | Team id
-- column:   name               varchar  队伍 | Team
-- column:   organisation_kind  varchar  类型 | Kind
-- column:   township_name      varchar  镇街 | Township
-- column:   sessions           bigint   累计服务（次） | Sessions so far
-- column:   last_served_on     date     最近服务 | Last served
select
    team.organisation_id,
    team.name,
    team.organisation_kind,
    team.township_name,
    team.sessions,
    team.last_served_on
from team_seen($duty_on) as team
where team.is_idle
    and is_within(team.area_code, $area_code)
order by team.last_served_on nulls first, team.organisation_id
