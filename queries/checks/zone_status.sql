select sheet_no, row_no, 'ends_at' as column_name, '须晚于起始时间' as expected_zh, 'after the start' as expected_en
from zone_status
where ends_at <= starts_at
