select sheet_no, row_no, 'sites_failed' as column_name, 'RULE-09' as fault_code
from check_item
where sites_failed > sites_checked
