select sheet_no, row_no, 'left_at' as column_name, 'RULE-36' as fault_code
from supervision_visit
where left_at < arrived_at
