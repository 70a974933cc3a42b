select sheet_no, row_no, 'adopted_at' as column_name, 'RULE-35' as fault_code
from suggestion
where adopted_at < made_at
