-- question: 抽调的每一条记录到位用了多久？ | How long did each record of dispatch take to arrive?
-- grain:    当日为止下令的每条派遣一行，最慢的在前，当日为止未到位的在后 | one row per dispatch ordered up to the day, slowest first, those not arrived by then last
-- metric:   M15 按记录 | M15 by record
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  接收地 | Receiving place
-- column:   unit_name  varchar  派出单位 | Sending unit
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   ordered_at  timestamptz  下达 | Ordered
-- column:   arrived_at  timestamptz  到位 | Arrived
-- column:   cadres  bigint  计一人 | Counted as a person
-- column:   arrived  bigint  计已到位 | Counted as arrived
-- column:   arrival_hours  double  到位时长（小时） | Arrival (h)
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     同一人多次抽调只计一人 | A person sent twice counts once
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with sent as (

    select *
    from dispatch_as_of((select known_at from board))
    where ordered_at::date <= $duty_on
        and is_within(area_code, $area_code)
        and area_code in (select current_area.area_code from current_area)

)

select
    sent.area_code,
    place.area_name as name,
    unit.organisation_name as unit_name,
    dense_rank() over (order by md5(sent.person_id)) as person_no,
    sent.ordered_at,
    sent.arrived_at,
    (row_number() over (partition by sent.person_id order by sent.dispatch_id) = 1)::bigint as cadres,
    (sent.arrived_at::date <= $duty_on and row_number() over (
        partition by sent.person_id
        order by coalesce(sent.arrived_at::date <= $duty_on, false) desc, sent.dispatch_id
    ) = 1)::bigint as arrived,
    case when sent.arrived_at::date <= $duty_on then date_diff('second', sent.ordered_at, sent.arrived_at) / 3600.0 end
        as arrival_hours,
    sheet_of('dispatch') as sheet_name,
    batch.file_name,
    sent.row_no,
    batch.uploader,
    batch.received_at
from sent
inner join batch using (batch_id)
inner join current_area as place using (area_code)
left join current_organisation as unit using (organisation_id)
order by arrival_hours desc nulls last, sent.dispatch_id
