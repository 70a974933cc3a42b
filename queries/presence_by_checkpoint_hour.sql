-- question: 这一天每个卡点哪些钟点缺人、空岗？ | At which hours of the day was each checkpoint short or empty?
-- grain:    当日至今每个卡点和小时一行，空岗最久的卡点在前 | one row per checkpoint and hour of the day so far, checkpoints with most unattended time first
-- metric:   M05 M06 按卡点和小时 | M05 M06 by checkpoint and hour
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- column:   checkpoint_id           varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name         varchar  卡点 | Checkpoint
-- column:   hour_of_day             integer  钟点 | Hour
-- column:   people_required         bigint   应到（人） | Required
-- column:   people_present_min      bigint   最少在岗（人） | Fewest on post
-- column:   person_minutes_required double   应到人分钟 | Person-minutes required
-- column:   person_minutes_covered  double   有效人分钟 | Person-minutes covered
-- column:   unattended_minutes      double   空岗（分钟） | Unattended (min)
-- column:   is_reported             boolean  已报 | Reported
-- note:     未报的班次各钟点无人数，不记为空岗 | Hours of a silent shift carry no head count and are not unattended
select
    checkpoint_id,
    checkpoint_name,
    hour_of_day,
    people_required,
    people_present_min,
    person_minutes_required,
    person_minutes_covered,
    unattended_minutes,
    is_reported
from post_hour
where duty_on = $duty_on
    and is_within(area_code, $area_code)
    and is_checkpoint(checkpoint_id, $checkpoint_id)
order by
    sum(unattended_minutes) over (partition by checkpoint_id) desc nulls last,
    sum(person_minutes_required - person_minutes_covered) over (partition by checkpoint_id) desc nulls last,
    checkpoint_id,
    hour_of_day
