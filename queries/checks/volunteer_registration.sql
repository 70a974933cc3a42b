select sheet_no, row_no, 'confirmed_at' as column_name, 'RULE-37' as fault_code
from volunteer_registration
where confirmed_at < registered_at
