select sheet_no, row_no, 'permits_active' as column_name, 'RULE-25' as fault_code
from permit_count
where permits_active > permits_issued
