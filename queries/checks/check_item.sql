select sheet_no, row_no, 'sites_failed' as column_name, '不得大于检查家数' as expected_zh, 'not above the number checked' as expected_en
from check_item
where sites_failed > sites_checked
