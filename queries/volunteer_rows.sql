-- question: 志愿时长和人数由哪些服务、哪些报到相加而成？ | Which sessions and registrations add up to the hours and the people?
-- grain:    当日为止每次服务和每条登记一行，服务在前，最近的在前 | one row per session and per registration up to the day, sessions first, latest first
-- metric:   M22 M23 按记录 | M22 M23 by record
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   township_name  varchar  镇街 | Township
-- column:   unit_name  varchar  单位 | Unit
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   told_at  timestamptz  开始或报到 | Began or reported
-- column:   claimed_hours  double  申报时长（小时） | Claimed hours
-- column:   credited_hours  double  认定时长（小时） | Credited hours
-- column:   doubtful_hours  double  存疑时长（小时） | Doubtful hours
-- column:   volunteers  bigint  计服务一人 | Counted as a volunteer
-- column:   registered  bigint  计报到一人 | Counted as reported
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     申报＝认定＋存疑＋重叠＋奉命值守 | Claimed = credited, doubtful, overlaps and ordered duty together
-- note:     同一人多次服务只计一人；人员只编序号，换一次范围就变 | A person with several sessions counts once; persons are only numbered, anew in every scope
with told as (

    select
        'volunteer_service' as record_table,
        service_id as record_id,
        credit.person_id,
        credit.organisation_id,
        credit.area_code,
        credit.started_at as told_at,
        credit.claimed_minutes / 60 as claimed_hours,
        credit.credited_minutes / 60 as credited_hours,
        credit.doubtful_minutes / 60 as doubtful_hours,
        (credit.credited_minutes > 0 and row_number() over (
            partition by credit.person_id order by credit.credited_minutes > 0 desc, credit.started_at, service_id
        ) = 1)::bigint as volunteers,
        0::bigint as registered,
        record.batch_id,
        record.row_no
    from service_credit as credit
    inner join volunteer_service_as_of((select known_at from board)) as record using (service_id)
    where credit.served_on <= $duty_on
        and is_within(credit.area_code, $area_code)

    union all

    select
        'volunteer_registration',
        registration_id,
        person_id,
        organisation_id,
        area_code,
        registered_at,
        0,
        0,
        0,
        0,
        (row_number() over (partition by person_id order by registered_at, registration_id) = 1)::bigint,
        batch_id,
        row_no
    from volunteer_registration_as_of((select known_at from board))
    where registered_at::date <= $duty_on
        and is_within(area_code, $area_code)

)

select
    told.area_code,
    place.area_name as name,
    township.area_name as township_name,
    unit.organisation_name as unit_name,
    dense_rank() over (order by md5(told.person_id)) as person_no,
    told.told_at,
    told.claimed_hours::double as claimed_hours,
    told.credited_hours::double as credited_hours,
    told.doubtful_hours::double as doubtful_hours,
    told.volunteers,
    told.registered,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join batch using (batch_id)
left join current_area as place using (area_code)
left join current_area as township on township.area_code = place.township_code
left join current_organisation as unit using (organisation_id)
order by told.record_table desc, told.told_at desc, told.record_id
