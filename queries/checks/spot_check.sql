select sheet_no, row_no, 'people_found' as column_name, 'RULE-34' as fault_code
from spot_check
where people_found > people_checked
