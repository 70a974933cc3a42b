select sheet_no, row_no, 'permits_active' as column_name, '不得大于累计发放' as expected_zh, 'not above the number issued' as expected_en
from permit_count
where permits_active > permits_issued
