select sheet_no, row_no, 'ends_at' as column_name, 'RULE-40' as fault_code
from zone_status
where ends_at <= starts_at
