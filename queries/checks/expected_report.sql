select sheet_no, row_no, 'valid_to_on' as column_name, 'RULE-18' as fault_code
from expected_report
where valid_to_on < valid_from_on
