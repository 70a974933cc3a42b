select sheet_no, row_no, 'arrived_at' as column_name, '不得早于下达时间' as expected_zh, 'not before the order' as expected_en
from dispatch
where arrived_at < ordered_at

union all

select sheet_no, row_no, 'ended_at', '不得早于到位时间', 'not before the arrival'
from dispatch
where ended_at < coalesce(arrived_at, ordered_at)
