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
    problem.problem_id,
    problem.area_code,
    place.area_name as name,
    coalesce(township.area_name, place.area_name) as township_name,
    problem.problem_category,
    problem.severity,
    problem.stream,
    problem.found_at,
    problem.escalated_at,
    date_diff('second', problem.found_at, problem.escalated_at) / 60.0 as minutes_to_escalate,
    min(event.happened_at) as leader_saw_at,
    date_diff('second', problem.escalated_at, min(event.happened_at)) / 60.0 as delay_minutes,
    case when min(event.happened_at) is null
        then date_diff('second', problem.escalated_at, problem.seen_at) / 60.0 end as waiting_minutes
from problem_seen($duty_on) as problem
inner join current_area as place using (area_code)
left join current_area as township on township.area_code = place.township_code
left join current_problem_event as event
    on event.problem_id = problem.problem_id
    and event.event_kind = 'seen'
    and event.happened_at >= problem.escalated_at
    and event.happened_at <= problem.seen_at
where problem.escalated_at is not null
    and is_within(problem.area_code, $area_code)
group by
    problem.problem_id,
    problem.area_code,
    place.area_name,
    township.area_name,
    problem.problem_category,
    problem.severity,
    problem.stream,
    problem.found_at,
    problem.escalated_at,
    problem.seen_at
order by waiting_minutes desc nulls last, delay_minutes desc, problem.problem_id
