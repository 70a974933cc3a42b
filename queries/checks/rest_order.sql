select sheet_no, row_no, 'ends_at' as column_name, 'RULE-32' as fault_code
from rest_order
where ends_at <= starts_at

union all

select sheet_no, row_no, 'relieved_by_id', 'RULE-33'
from rest_order
where relieved_by_id = person_id
