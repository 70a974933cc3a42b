select sheet_no, row_no, 'arrived_at' as column_name, 'RULE-11' as fault_code
from dispatch
where arrived_at < ordered_at

union all

select sheet_no, row_no, 'ended_at', 'RULE-12'
from dispatch
where ended_at < coalesce(arrived_at, ordered_at)
