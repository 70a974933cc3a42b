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
        severity,
        escalated_at,
        leader_saw_at,
        date_diff('second', escalated_at, leader_saw_at) / 60.0 as delay_minutes,
        date_diff('second', escalated_at, seen_at) / 60.0 as wait_minutes
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)

),

total as (

    select
        count(escalated_at) as escalated,
        count(leader_saw_at) as seen,
        count(*) filter (escalated_at is not null and leader_saw_at is null) as waiting,
        median(delay_minutes)::double as median_delay_minutes,
        max(delay_minutes)::double as longest_delay_minutes,
        max(wait_minutes) filter (leader_saw_at is null)::double as longest_wait_minutes,
        count(*) filter (severity = 4) as severe,
        count(*) filter (severity = 4 and escalated_at is null) as severe_not_escalated
    from told

),

kept as (select problems_are_kept() as is_kept)

select total.*
from kept
left join total on kept.is_kept
