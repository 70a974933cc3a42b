select sheet_no, row_no, 'due_at' as column_name, 'RULE-27' as fault_code
from problem
where due_at < found_at
