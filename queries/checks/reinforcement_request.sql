select sheet_no, row_no, 'people_max' as column_name, 'RULE-28' as fault_code
from reinforcement_request
where people_max < people_min

union all

select sheet_no, row_no, 'decided_at', 'RULE-29'
from reinforcement_request
where decided_at < requested_at
