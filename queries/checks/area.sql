-- Official codes have 6, 9 or 12 digits, a hamlet adds two to its village; nothing lies within itself.
select sheet_no, row_no, 'area_code' as column_name, '须为 6、9 或 12 位数字' as expected_zh, '6, 9 or 12 digits' as expected_en
from area
where area_level is distinct from 'hamlet' and not regexp_full_match(area_code, '\d{6}|\d{9}|\d{12}')

union all

select sheet_no, row_no, 'area_code', '塆组须为 14 位数字', '14 digits for a hamlet'
from area
where area_level = 'hamlet' and not regexp_full_match(area_code, '\d{14}')

union all

select sheet_no, row_no, 'parent_code', '不得为自身', 'another area'
from area
where parent_code = area_code
