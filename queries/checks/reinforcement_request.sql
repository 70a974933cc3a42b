select sheet_no, row_no, 'people_max' as column_name, '不得小于请求人数下限' as expected_zh, 'not below the lower number' as expected_en
from reinforcement_request
where people_max < people_min

union all

select sheet_no, row_no, 'decided_at', '不得早于请求时间', 'not before the request'
from reinforcement_request
where decided_at < requested_at
