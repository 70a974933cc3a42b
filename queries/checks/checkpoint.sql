select sheet_no, row_no, 'closed_at' as column_name, '须晚于启用时间' as expected_zh, 'after it opened' as expected_en
from checkpoint
where closed_at <= opened_at
