-- question: 现在有多少告警，多少没人确认？ | How many alarms are open, and how many has nobody taken note of?
-- grain:    一行 | one row
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   alarms        bigint       未解除告警（条） | Open alarms
-- column:   unnoted       bigint       未确认（条） | Not acknowledged
-- column:   grave         bigint       未确认告急（条） | To act on, not acknowledged
-- column:   returned      bigint       再次提醒（条） | Returned
-- column:   acknowledged  bigint       已确认（条） | Acknowledged
-- column:   oldest_at     timestamptz  最早未确认 | Oldest not acknowledged
select
    count(*) as alarms,
    count(*) filter (alarm_state <> 'acknowledged') as unnoted,
    count(*) filter (alarm_state <> 'acknowledged' and severity >= 2) as grave,
    count(*) filter (alarm_state = 'returned') as returned,
    count(*) filter (alarm_state = 'acknowledged') as acknowledged,
    min(since_at) filter (alarm_state <> 'acknowledged') as oldest_at
from alarm
where is_within(area_code, $area_code)
