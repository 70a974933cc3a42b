-- question: 应报到的人里谁已由社区确认？ | Of those who should report, who has been confirmed?
-- grain:    每个应报到或已报到的人一行，未确认的在前 | one row per person who should report or has reported, not confirmed ones first
-- metric:   M24 按人 | M24 by person
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   name  varchar  社区 | Community
-- column:   unit_name  varchar  单位 | Unit
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   registered_at  timestamptz  报到时间 | Reported at
-- column:   confirmed_at  timestamptz  社区确认 | Confirmed at
-- column:   eligible  bigint  计应报到 | Counted as expected
-- column:   confirmed  bigint  计已确认 | Counted as confirmed
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     未报到的列其人员登记所在的行 | Who has not reported is shown with the row of the register of persons
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
with registration as (

    select *
    from volunteer_registration_as_of((select known_at from board))
    where registered_at::date <= $duty_on
        and is_within(area_code, $area_code)
    qualify row_number() over (
        partition by person_id
        order by coalesce(confirmed_at::date <= $duty_on, false) desc, registered_at, registration_id
    ) = 1

),

expected as (

    select
        person_id,
        organisation_id,
        home_area_code,
        coalesce(exempted_at::date <= $duty_on, false) or coalesce(sent_at::date <= $duty_on, false) as is_excused
    from reporting_staff
    where is_within(home_area_code, $area_code)
        or person_id in (select registration.person_id from registration)

),

counted as (

    select
        coalesce(expected.person_id, registration.person_id) as person_id,
        coalesce(registration.organisation_id, expected.organisation_id) as organisation_id,
        coalesce(registration.area_code, expected.home_area_code) as place_code,
        registration.registered_at,
        registration.confirmed_at,
        (expected.person_id is not null)::bigint as eligible,
        coalesce(registration.confirmed_at::date <= $duty_on, false)::bigint as confirmed,
        case when registration.person_id is null then 'person' else 'volunteer_registration' end as record_table,
        coalesce(registration.batch_id, person.batch_id) as batch_id,
        coalesce(registration.row_no, person.row_no) as row_no
    from expected
    full join registration using (person_id)
    left join person_as_of((select known_at from board)) as person
        on person.person_id = expected.person_id
    where registration.person_id is not null
        or not expected.is_excused

)

select
    place.area_name as name,
    unit.organisation_name as unit_name,
    dense_rank() over (order by md5(counted.person_id)) as person_no,
    counted.registered_at,
    counted.confirmed_at,
    counted.eligible,
    counted.confirmed,
    sheet_of(counted.record_table) as sheet_name,
    batch.file_name,
    counted.row_no,
    batch.uploader,
    batch.received_at
from counted
inner join batch using (batch_id)
left join current_area as place on place.area_code = counted.place_code
left join current_organisation as unit using (organisation_id)
order by counted.confirmed, counted.registered_at nulls first, unit.organisation_id, person_no
