-- question: 关爱覆盖和一线人数由哪些记录相加而成？ | Which records add up to care and to the people at the front?
-- grain:    每条关爱措施一行，使人算作在一线的每条值守或派遣一行 | one row per care measure, and per duty or dispatch that makes somebody count as at the front
-- metric:   front care_per_100 按记录 | front care_per_100 by record
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   care_kind  varchar  关爱措施 | Care measure
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   happened_at  timestamptz  时间 | When
-- column:   care_people  bigint  关爱覆盖（人次） | Reached by care
-- column:   front_people  bigint  计一线一人 | Counted as a person at the front
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     同一人多条记录只计一人 | A person with several records counts once
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with told as (

    select
        'care_measure' as record_table,
        care_measure_id as record_id,
        area_code,
        care_kind,
        null as person_id,
        done_at as happened_at,
        people as care_people,
        batch_id,
        row_no
    from care_measure_as_of((select known_at from board))
    where done_at <= seen_at($duty_on)

    union all

    select 'dispatch', dispatch_id, area_code, null, person_id, arrived_at, 0, batch_id, row_no
    from dispatch_as_of((select known_at from board))
    where $duty_on between arrived_at::date and coalesce(ended_at::date, $duty_on)

    union all

    select
        'duty_shift',
        duty.duty_shift_id,
        checkpoint.area_code,
        null,
        stood.person_id,
        stood.starts_at,
        0,
        duty.batch_id,
        duty.row_no
    from person_shift as stood
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    inner join duty_shift_between(
        (select known_at from board), $duty_on - norm_value('stock_window_days')::integer + 1, $duty_on
    ) as duty using (person_id, duty_on, shift_code)
    where stood.is_known
        and stood.duty_on between $duty_on - norm_value('stock_window_days')::integer + 1 and $duty_on

)

select
    told.area_code,
    place.area_name as name,
    told.care_kind,
    case when told.person_id is not null
        then dense_rank() over (order by told.person_id is null, md5(told.person_id)) end as person_no,
    told.happened_at,
    told.care_people::bigint as care_people,
    (told.person_id is not null and row_number() over (
        partition by told.person_id order by told.happened_at desc, told.record_table, told.record_id
    ) = 1)::bigint as front_people,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join batch using (batch_id)
left join current_area as place on place.area_code = told.area_code
where is_within(told.area_code, $area_code)
order by told.happened_at desc, told.record_table, told.record_id
