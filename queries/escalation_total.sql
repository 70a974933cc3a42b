-- question: 直报主要领导的问题，多久看到，还有几件没看？ | How soon does the leader see what is escalated, and what is still unseen?
-- grain:    一行 | one row
-- metric:   M36 直报时延 = 领导已阅 − 直报，取中位数（分钟） | M36 Escalation delay = seen by leaders − escalated, median (minutes)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   escalated             bigint  已直报（件） | Escalated
-- column:   seen                  bigint  领导已阅（件） | Seen by the leader
-- column:   waiting               bigint  待阅（件） | Unseen
-- column:   median_delay_minutes  double  直报时延中位数（分钟） | Median delay (min)
-- column:   longest_delay_minutes double  最长时延（分钟） | Longest delay (min)
-- column:   longest_wait_minutes  double  待阅最久（分钟） | Longest wait (min)
-- column:   severe                bigint  四级问题（件） | Severity 4
-- column:   severe_not_escalated  bigint  四级未直报（件） | Severity 4 not escalated
-- note:     待阅的不计入中位数，另列最久等待 | What is unseen is not in the median; its longest wait stands beside
-- note:     没有督导登记也没有问题登记的行动，各数为空，不为 0 | Where neither visits nor problems are kept all numbers are null, never 0
with told as (

    select
        problem.problem_id,
        problem.severity,
        problem.escalated_at,
        problem.seen_at as now_at,
        min(event.happened_at) as leader_saw_at
    from problem_seen($duty_on) as problem
    left join current_problem_event as event
        on event.problem_id = problem.problem_id
        and event.event_kind = 'seen'
        and event.happened_at >= problem.escalated_at
        and event.happened_at <= problem.seen_at
    where is_within(problem.area_code, $area_code)
    group by all

),

total as (

    select
        count(escalated_at) as escalated,
        count(leader_saw_at) as seen,
        count(*) filter (escalated_at is not null and leader_saw_at is null) as waiting,
        median(date_diff('second', escalated_at, leader_saw_at) / 60.0)::double as median_delay_minutes,
        max(date_diff('second', escalated_at, leader_saw_at) / 60.0)::double as longest_delay_minutes,
        max(date_diff('second', escalated_at, now_at) / 60.0) filter (leader_saw_at is null)::double as longest_wait_minutes,
        count(*) filter (severity = 4) as severe,
        count(*) filter (severity = 4 and escalated_at is null) as severe_not_escalated
    from told

),

kept as (select problems_are_kept() as is_kept)

select total.*
from kept
left join total on kept.is_kept
