-- question: 最近到期的每一份报了没有？ | Has each report that fell due last come?
-- grain:    每个来源和地方一行：最近到期的一份报送，未报在前，迟报次之 | one row per source and place: the last report that fell due, missing first, then late
-- metric:   received report_missing report_late places_missing longest_streak 按报送 | received report_missing report_late places_missing longest_streak by report
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   report_source  varchar  报送内容 | Source
-- column:   area_code  varchar  镇街代码 | Township code
-- column:   name  varchar  镇街 | Township
-- column:   due_at  timestamptz  应报时限 | Due
-- column:   reported_at  timestamptz  报送时间 | Reported at
-- column:   expected  bigint  计应报 | Counted as expected
-- column:   received  bigint  计已收 | Counted as received
-- column:   missing  bigint  计未报 | Counted as missing
-- column:   late  bigint  计迟报 | Counted as late
-- column:   places_missing  bigint  计有未报的镇街 | Counted as a township with one missing
-- column:   streak  bigint  连续迟报或缺报（次） | Late or missing in a row
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     没报的列其应报清单所在的行 | A missing report is shown with the row of the list of expected ones
with record as (

    select
        owed.*,
        case when report.report_id is null then 'expected_report' else 'report' end as record_table,
        coalesce(report.batch_id, expected.batch_id) as batch_id,
        coalesce(report.row_no, expected.row_no) as row_no
    from report_owed($duty_on) as owed
    left join report_as_of((select known_at from board)) as report
        on report.report_source = owed.report_source
        and report.area_code = owed.township_code
        and report.duty_on = owed.duty_on
        and (owed.shift_code is null or report.shift_code = owed.shift_code)
        and report.reported_at = owed.reported_at
    left join expected_report_as_of((select known_at from board)) as expected
        on expected.report_source = owed.report_source
        and expected.area_code = owed.township_code
        and expected.shift_code is not distinct from owed.shift_code
        and owed.duty_on between expected.valid_from_on and coalesce(expected.valid_to_on, owed.duty_on)
    where is_around(owed.township_code, $area_code)
    qualify row_number() over (
        partition by owed.report_source, owed.township_code order by report.report_id, expected.expected_report_id
    ) = 1

)

select
    record.report_source,
    record.township_code as area_code,
    place.area_name as name,
    record.due_at,
    record.reported_at,
    1::bigint as expected,
    (record.report_status <> 'missing')::bigint as received,
    (record.report_status = 'missing')::bigint as missing,
    (record.report_status = 'late')::bigint as late,
    (record.report_status = 'missing' and row_number() over (
        partition by record.township_code, record.report_status order by record.report_source
    ) = 1)::bigint as places_missing,
    record.streak,
    sheet_of(record.record_table) as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from record
inner join current_area as place on place.area_code = record.township_code
left join batch using (batch_id)
order by missing desc, late desc, record.streak desc, record.due_at desc, record.report_source, area_code
