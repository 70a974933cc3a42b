select sheet_no, row_no, 'hour_at' as column_name, 'RULE-22' as fault_code
from passage_hour
where date_trunc('hour', hour_at) <> hour_at

union all

select sheet_no, row_no, 'people', 'RULE-23'
from passage_hour
where visitor_forms + returnee_forms > people

union all

select sheet_no, row_no, 'qr_reports', 'RULE-24'
from passage_hour
where qr_reports > people
