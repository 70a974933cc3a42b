-- question: 问题的进展出自哪些文件的哪些行？ | From which rows of which files do the steps of the problems come?
-- grain:    当日为止问题的每一步一行，最近的在前 | one row per step of a problem up to the day, latest first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   name  varchar  地点 | Place
-- column:   problem_category  varchar  类别 | Category
-- column:   found_at  timestamptz  发现时间 | Found at
-- column:   event_kind  varchar  进展 | Step
-- column:   happened_at  timestamptz  发生时间 | Happened at
-- column:   unit_name  varchar  办理单位 | By
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    place.area_name as name,
    problem.problem_category,
    problem.found_at,
    event.event_kind,
    event.happened_at,
    unit.organisation_name as unit_name,
    sheet_of('problem_event') as sheet_name,
    batch.file_name,
    event.row_no,
    batch.uploader,
    batch.received_at
from problem_event_as_of((select known_at from board)) as event
inner join current_problem as problem using (problem_id)
inner join batch using (batch_id)
left join current_area as place using (area_code)
left join current_organisation as unit on unit.organisation_id = event.organisation_id
where event.happened_at <= seen_at($duty_on)
    and problem.found_at <= seen_at($duty_on)
    and is_within(problem.area_code, $area_code)
order by event.happened_at desc, event.event_id
