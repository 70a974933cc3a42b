select sheet_no, row_no, 'people_found' as column_name, '不得大于抽查人数' as expected_zh, 'not above the number checked' as expected_en
from spot_check
where people_found > people_checked
