select sheet_no, row_no, 'adopted_at' as column_name, '不得早于提出时间' as expected_zh, 'not before it was made' as expected_en
from suggestion
where adopted_at < made_at
