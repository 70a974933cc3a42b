-- A purpose is what money goes out for.
select sheet_no, row_no, 'fund_purpose' as column_name, '收入不填用途' as expected_zh, 'no purpose for money that comes in' as expected_en
from fund_movement
where fund_flow = 'in'
    and fund_purpose is not null
