-- question: 谁报了、谁没报、最旧的是几点？ | Who has reported, who has not, and how old is the oldest report?
-- grain:    每个报送来源一行 | one row per report source
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     值守日期 | Duty date
-- param:    shift_code  varchar  班次 | Shift
-- column:   report_source       varchar      报送内容代码 | Source code
-- column:   townships_expected  bigint       应报镇街（个） | Expected
-- column:   townships_reported  bigint       已报镇街（个） | Reported
-- column:   missing_names       varchar      未报镇街 | Missing
-- column:   oldest_at           timestamptz  最旧报送 | Oldest report
-- column:   newest_at           timestamptz  最新报送 | Newest report
-- note:     当日未到报送时限的不算应报 | What is not yet due today is not expected
select
    expected.report_source,
    count(*) as townships_expected,
    count(expected.reported_at) as townships_reported,
    coalesce(string_agg(expected.name, '、' order by expected.township_code)
        filter (expected.reported_at is null), '') as missing_names,
    min(expected.reported_at) as oldest_at,
    max(expected.reported_at) as newest_at
from report_slot as expected
where expected.duty_on = $duty_on
    and expected.name is not null
    and (expected.shift_code is null or expected.shift_code = $shift_code)
    and (expected.reported_at is not null or expected.due_at <= clock())
    and is_around(expected.township_code, $area_code)
group by expected.report_source
order by expected.report_source
