select sheet_no, row_no, 'ends_at' as column_name, '须晚于起始时间' as expected_zh, 'after the start' as expected_en
from rest_order
where ends_at <= starts_at

union all

select sheet_no, row_no, 'relieved_by_id', '不得为轮休者本人', 'somebody else than the person who rests'
from rest_order
where relieved_by_id = person_id
