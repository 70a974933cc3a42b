select sheet_no, row_no, 'reported_at' as column_name, '不得早于所属日期' as expected_zh, 'not before the date it is about' as expected_en
from report
where reported_at < duty_on::timestamptz
