-- question: 哪些服务队在活动？ | Which teams are at work?
-- grain:    每支服务队一行，未活动的在前 | one row per team, idle ones first
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   unit_name  varchar  服务队 | Team
-- column:   last_served_on  date  最近服务 | Last served
-- column:   teams  bigint  计一支队 | Counted as a team
-- column:   teams_active  bigint  计有服务 | Counted as at work
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    team.area_code,
    place.area_name as name,
    team.name as unit_name,
    team.last_served_on,
    1::bigint as teams,
    (not team.is_idle)::bigint as teams_active,
    sheet_of('organisation') as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from team_seen($duty_on) as team
inner join organisation_as_of((select known_at from board)) as record using (organisation_id)
inner join batch using (batch_id)
left join current_area as place on place.area_code = team.area_code
where is_within(team.area_code, $area_code)
order by team.is_idle desc, team.organisation_id
