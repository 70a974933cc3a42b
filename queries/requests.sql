-- question: 哪些镇街申请增援，答复和到位如何？ | Who asked for reinforcement, and what came of it?
-- grain:    值守日结束前的每次请求一行，未答复和最大的在前 | one row per request made by the end of the duty date, unanswered and largest first
-- metric:   M13 请求满足率 = 已派 / 请求下限 | M13 Request fill = people sent / least number asked for
-- metric:   M14 请求响应时长 = 首次决定 − 请求（小时） | M14 Request response = first decision − request (hours)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   request_id        varchar      请求编号 | Request
-- column:   area_code         varchar      区划代码 | Area code
-- column:   name              varchar      镇街 | Township
-- column:   role              varchar      岗位 | Role
-- column:   people_min        integer      请求下限（人） | Asked, at least
-- column:   people_max        integer      请求上限（人） | Asked, at most
-- column:   people_sent       integer      已派（人） | Sent
-- column:   fill_share        double       满足率 | Filled
-- column:   requested_at      timestamptz  请求时间 | Asked at
-- column:   response_hours    double       答复用时（小时） | Answered after (h)
-- column:   request_status    varchar      状态 | Status
select
    request.request_id,
    request.area_code,
    current_area.area_name as name,
    request.role,
    request.people_min,
    request.people_max,
    request.people_sent,
    share(request.people_sent, request.people_min) as fill_share,
    request.requested_at,
    date_diff('second', request.requested_at, request.decided_at) / 3600.0 as response_hours,
    request.request_status
from current_reinforcement_request as request
inner join current_area using (area_code)
where request.requested_at::date <= $duty_on
    and is_within(request.area_code, $area_code)
order by request.people_sent is not null, request.people_max desc, request.request_id
