-- question: 哪些报送缺失或迟到，晚了多久？ | Which reports are missing or late, and by how much?
-- grain:    所选日为止七日内每份未报或迟报一行，未报在前 | one row per report missing or late in the seven days up to the chosen one, missing first
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     截止日期 | To date
-- column:   report_source  varchar      报送内容代码 | Source code
-- column:   source_zh      varchar      报送内容 | Source in Chinese
-- column:   source_en      varchar      报送内容（英文） | Source
-- column:   area_code      varchar      镇街代码 | Township code
-- column:   name           varchar      镇街 | Township
-- column:   duty_on        date         值守日期 | Duty date
-- column:   shift_code     varchar      班次 | Shift
-- column:   due_at         timestamptz  应报时限 | Due
-- column:   reported_at    timestamptz  报送时间 | Reported at
-- column:   hours_late     double       迟到（小时） | Late (h)
select
    expected.report_source,
    code_list.name_zh as source_zh,
    code_list.name_en as source_en,
    expected.township_code as area_code,
    expected.name,
    expected.duty_on,
    expected.shift_code,
    expected.due_at,
    expected.reported_at,
    date_diff('second', expected.due_at, coalesce(expected.reported_at, clock())) / 3600.0 as hours_late
from report_slot as expected
left join code_list
    on code_list.column_name = 'report_source'
    and code_list.code = expected.report_source
where expected.name is not null
    and expected.duty_on between $duty_on - 6 and $duty_on
    and coalesce(expected.reported_at, clock()) > expected.due_at
    and is_around(expected.township_code, $area_code)
order by expected.reported_at is not null, hours_late desc, expected.report_source, area_code, expected.duty_on, expected.shift_code
