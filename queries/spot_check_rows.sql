-- question: 抽查在位率由哪些抽查相加而成？ | Which spot checks add up to the share found?
-- grain:    当日为止每次抽查一行，不在位最多的在前 | one row per spot check up to the day, most people missed first
-- metric:   M25 按抽查 | M25 by check
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  社区 | Community
-- column:   unit_name  varchar  被抽查单位 | Unit checked
-- column:   check_channel  varchar  方式 | Channel
-- column:   checked_at  timestamptz  抽查时间 | Checked at
-- column:   people_checked  bigint  抽查（人） | Checked
-- column:   people_found  bigint  在位（人） | Found
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     只列有人报到的单位 | Only of units from which people have reported
with registered as (

    select distinct organisation_id
    from current_volunteer_registration
    where registered_at::date <= $duty_on
        and is_within(area_code, $area_code)

)

select
    spot.area_code,
    place.area_name as name,
    unit.organisation_name as unit_name,
    spot.check_channel,
    spot.checked_at,
    spot.people_checked::bigint as people_checked,
    spot.people_found::bigint as people_found,
    sheet_of('spot_check') as sheet_name,
    batch.file_name,
    spot.row_no,
    batch.uploader,
    batch.received_at
from spot_check_as_of((select known_at from board)) as spot
inner join registered using (organisation_id)
inner join current_organisation as unit using (organisation_id)
inner join batch using (batch_id)
left join current_area as place using (area_code)
where spot.checked_at::date <= $duty_on
    and is_within(spot.area_code, $area_code)
order by spot.people_found - spot.people_checked, spot.checked_at desc, spot.spot_check_id
