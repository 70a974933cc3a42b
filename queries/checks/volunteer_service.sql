select sheet_no, row_no, 'ended_at' as column_name, '须晚于开始时间' as expected_zh, 'after the start' as expected_en
from volunteer_service
where ended_at <= started_at

union all

select sheet_no, row_no, 'ended_at', '一次服务不得超过 24 小时', 'a service of at most 24 hours'
from volunteer_service
where ended_at > started_at + interval 24 hours
