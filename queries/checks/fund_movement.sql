-- A purpose is what money goes out for.
select sheet_no, row_no, 'fund_purpose' as column_name, 'RULE-19' as fault_code
from fund_movement
where fund_flow = 'in'
    and fund_purpose is not null
