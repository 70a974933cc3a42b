select sheet_no, row_no, 'valid_to_on' as column_name, '不得早于起始日期' as expected_zh, 'not before the first day' as expected_en
from expected_report
where valid_to_on < valid_from_on
