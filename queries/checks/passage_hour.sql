select sheet_no, row_no, 'hour_at' as column_name, '须为整点' as expected_zh, 'a full hour' as expected_en
from passage_hour
where date_trunc('hour', hour_at) <> hour_at

union all

select sheet_no, row_no, 'people', '不得小于两种登记表之和', 'not below the two forms together'
from passage_hour
where visitor_forms + returnee_forms > people

union all

select sheet_no, row_no, 'qr_reports', '不得大于通行人次', 'not above the people who passed'
from passage_hour
where qr_reports > people
