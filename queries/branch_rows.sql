-- question: 有哪些临时党组织？ | Which temporary branches are there?
-- grain:    每个临时党支部一行 | one row per temporary branch
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   unit_name  varchar  临时党组织 | Temporary branch
-- column:   branches  bigint  计一个党组织 | Counted as a branch
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    branch.host_area_code as area_code,
    place.area_name as name,
    branch.organisation_name as unit_name,
    1::bigint as branches,
    sheet_of('organisation') as sheet_name,
    batch.file_name,
    branch.row_no,
    batch.uploader,
    batch.received_at
from organisation_as_of((select known_at from board)) as branch
inner join batch using (batch_id)
left join current_area as place on place.area_code = branch.host_area_code
where branch.organisation_kind = 'temporary_branch'
    and is_within(branch.host_area_code, $area_code)
order by area_code, branch.organisation_id
