-- question: 哪些增援请求还没答复？ | Which requests for people are unanswered?
-- grain:    当日为止每次请求一行，未答复的在前，再按最早 | one row per request made up to the day, unanswered first, then the oldest
-- metric:   requests_open 按请求 | requests_open by request
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   role  varchar  岗位 | Role
-- column:   requested_at  timestamptz  请求时间 | Requested
-- column:   decided_at  timestamptz  答复时间 | Answered
-- column:   requests_open  bigint  计待答复 | Counted as unanswered
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    request.area_code,
    place.area_name as name,
    request.role,
    request.requested_at,
    case when request.decided_at <= seen_at($duty_on) then request.decided_at end as decided_at,
    (request.decided_at is null or request.decided_at > seen_at($duty_on))::bigint as requests_open,
    sheet_of('reinforcement_request') as sheet_name,
    batch.file_name,
    request.row_no,
    batch.uploader,
    batch.received_at
from reinforcement_request_as_of((select known_at from board)) as request
inner join batch using (batch_id)
left join current_area as place using (area_code)
where request.requested_at <= seen_at($duty_on)
    and is_within(request.area_code, $area_code)
order by requests_open desc, request.requested_at, request.request_id
