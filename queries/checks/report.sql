select sheet_no, row_no, 'reported_at' as column_name, 'RULE-30' as fault_code
from report
where reported_at < duty_on::timestamptz
