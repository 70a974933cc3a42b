select sheet_no, row_no, 'valid_to_on' as column_name, 'RULE-31' as fault_code
from requirement
where valid_to_on < valid_from_on
