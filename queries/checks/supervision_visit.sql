select sheet_no, row_no, 'left_at' as column_name, '不得早于到达时间' as expected_zh, 'not before the arrival' as expected_en
from supervision_visit
where left_at < arrived_at
