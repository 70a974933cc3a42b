-- question: 哪些直报件领导还没看到，看到的等了多久？ | Which escalations are unseen, and how long did the others wait?
-- grain:    每个直报的问题一行，未阅的在前，再按最慢 | one row per problem escalated, unseen first, then slowest
-- metric:   M36 按件 | M36 by item
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   problem_id         varchar      问题编号 | Problem
-- column:   area_code          varchar      区划代码 | Area code
-- column:   name               varchar      地点 | Place
-- column:   township_name      varchar      镇街 | Township
-- column:   problem_category   varchar      问题类别 | Category
-- column:   severity           integer      严重程度（1至4） | Severity (1–4)
-- column:   stream             varchar      督导队伍 | Stream
-- column:   found_at           timestamptz  发现时间 | Found at
-- column:   escalated_at       timestamptz  直报时间 | Escalated at
-- column:   minutes_to_escalate double      发现到直报（分钟） | Found to escalated (min)
-- column:   leader_saw_at      timestamptz  领导已阅 | Seen by the leader
-- column:   delay_minutes      double       直报时延（分钟） | Delay (min)
-- column:   waiting_minutes    double       已等待（分钟） | Waiting (min)
select
    problem_id,
    area_code,
    name,
    township_name,
    problem_category,
    severity,
    stream,
    found_at,
    escalated_at,
    date_diff('second', found_at, escalated_at) / 60.0 as minutes_to_escalate,
    leader_saw_at,
    date_diff('second', escalated_at, leader_saw_at) / 60.0 as delay_minutes,
    case when leader_saw_at is null then date_diff('second', escalated_at, seen_at) / 60.0 end as waiting_minutes
from problem_seen($duty_on)
where escalated_at is not null
    and name is not null
    and is_within(area_code, $area_code)
order by waiting_minutes desc nulls last, delay_minutes desc, problem_id
