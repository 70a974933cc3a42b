select sheet_no, row_no, 'ended_at' as column_name, 'RULE-38' as fault_code
from volunteer_service
where ended_at <= started_at

union all

select sheet_no, row_no, 'ended_at', 'RULE-39'
from volunteer_service
where ended_at > started_at + interval 24 hours
