-- question: 下沉的人里哪些已安排轮休？ | Who of those sent has been given rest?
-- grain:    每条已到位的派遣和这些人已开始的轮休安排一行，最近的在前 | one row per dispatch that has arrived and per rest order of those people that has begun, latest first
-- metric:   rest_given 按记录 | rest_given by record
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  接收地 | Receiving place
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   happened_at  timestamptz  到位或开始轮休 | Arrived or began to rest
-- column:   people_sent  bigint  计下沉一人 | Counted as sent
-- column:   people_rested  bigint  计已安排轮休 | Counted as given rest
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     同一人多条记录只计一人 | A person with several records counts once
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with sent as (

    select *
    from dispatch_as_of((select known_at from board))
    where arrived_at <= seen_at($duty_on)
        and is_within(area_code, $area_code)

),

told as (

    select 'dispatch' as record_table, dispatch_id as record_id, area_code, person_id, arrived_at as happened_at, batch_id, row_no
    from sent

    union all

    select 'rest_order', rest_order_id, null, person_id, starts_at, batch_id, row_no
    from rest_order_as_of((select known_at from board))
    where rest_kind in ('rotation', 'compensatory')
        and starts_at <= seen_at($duty_on)
        and person_id in (select sent.person_id from sent)

)

select
    told.area_code,
    place.area_name as name,
    dense_rank() over (order by md5(told.person_id)) as person_no,
    told.happened_at,
    (told.record_table = 'dispatch' and row_number() over once = 1)::bigint as people_sent,
    (told.record_table = 'rest_order' and row_number() over once = 1)::bigint as people_rested,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join batch using (batch_id)
left join current_area as place on place.area_code = told.area_code
window once as (partition by told.record_table, told.person_id order by told.happened_at, told.record_id)
order by told.happened_at desc, told.record_table, told.record_id
