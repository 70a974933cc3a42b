-- question: 哪些认领岗在履责？ | Which pledged posts are kept?
-- grain:    当日每个认领岗一行，未履责的在前 | one row per post pledged on the day, those not kept first
-- metric:   M26 按岗 | M26 by post
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   pledge_kind  varchar  岗位类别 | Kind of post
-- column:   pledges  bigint  计一个认领岗 | Counted as a pledge
-- column:   pledges_active  bigint  计履责 | Counted as kept
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
select
    pledge.area_code,
    place.area_name as name,
    pledge.pledge_kind,
    1::bigint as pledges,
    pledge.is_active::bigint as pledges_active,
    sheet_of('pledged_post') as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from pledge_seen($duty_on) as pledge
inner join pledged_post_as_of((select known_at from board)) as record using (pledged_post_id)
inner join batch using (batch_id)
left join current_area as place on place.area_code = pledge.area_code
where is_within(pledge.area_code, $area_code)
order by pledge.is_active, pledge.area_code, pledge.pledged_post_id
