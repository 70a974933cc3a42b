-- question: 应报的每一份报了没有，晚了没有？ | Has each expected report come, and was it late?
-- grain:    所选日为止七日内每份应报一行，未报在前，迟报次之，再按最近到期 | one row per report expected in the seven days up to the chosen one, missing first, then late, then latest due
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   report_source  varchar  报送内容 | Source
-- column:   area_code  varchar  镇街代码 | Township code
-- column:   name  varchar  镇街 | Township
-- column:   duty_on  date  日期 | Date
-- column:   shift_code  varchar  班次 | Shift
-- column:   due_at  timestamptz  应报时限 | Due
-- column:   reported_at  timestamptz  报送时间 | Reported at
-- column:   expected  bigint  本班本日应报（份） | Expected now
-- column:   reported  bigint  本班本日已报（份） | Reported now
-- column:   late  bigint  缺报或迟报（份） | Missing or late
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     没报的列其应报清单所在的行 | A missing report is shown with the row of the list of expected ones
with judged as (

    select
        slot.*,
        slot.duty_on = $duty_on
        and (slot.shift_code is null or slot.shift_code = $shift_code)
        and (slot.reported_at is not null or slot.due_at <= board.clock_at) as is_now,
        coalesce(slot.reported_at, board.clock_at) > slot.due_at as is_late
    from report_slot as slot
    cross join board
    where slot.duty_on between $duty_on - 6 and $duty_on
        and is_around(slot.township_code, $area_code)

),

record as (

    select
        judged.*,
        case when report.report_id is null then 'expected_report' else 'report' end as record_table,
        coalesce(report.batch_id, expected.batch_id) as batch_id,
        coalesce(report.row_no, expected.row_no) as row_no
    from judged
    left join report_as_of((select known_at from board)) as report
        on report.report_source = judged.report_source
        and report.area_code = judged.township_code
        and report.duty_on = judged.duty_on
        and (judged.shift_code is null or report.shift_code = judged.shift_code)
        and report.reported_at = judged.reported_at
    left join expected_report_as_of((select known_at from board)) as expected
        on expected.report_source = judged.report_source
        and expected.area_code = judged.township_code
        and expected.shift_code is not distinct from judged.shift_code
        and judged.duty_on between expected.valid_from_on and coalesce(expected.valid_to_on, judged.duty_on)
    qualify row_number() over (
        partition by judged.report_source, judged.township_code, judged.duty_on, judged.shift_code
        order by report.report_id, expected.expected_report_id
    ) = 1

)

select
    record.report_source,
    record.township_code as area_code,
    place.area_name as name,
    record.duty_on,
    record.shift_code,
    record.due_at,
    record.reported_at,
    record.is_now::bigint as expected,
    (record.is_now and record.reported_at is not null)::bigint as reported,
    record.is_late::bigint as late,
    sheet_of(record.record_table) as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from record
inner join current_area as place on place.area_code = record.township_code
left join batch using (batch_id)
order by record.reported_at is not null, late desc, record.due_at desc, record.report_source, area_code, record.shift_code
