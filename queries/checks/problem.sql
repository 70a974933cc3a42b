select sheet_no, row_no, 'due_at' as column_name, '不得早于发现时间' as expected_zh, 'not before it was found' as expected_en
from problem
where due_at < found_at
