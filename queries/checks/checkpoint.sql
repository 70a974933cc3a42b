select sheet_no, row_no, 'closed_at' as column_name, 'RULE-10' as fault_code
from checkpoint
where closed_at <= opened_at
