-- Official codes have 6, 9 or 12 digits, a hamlet adds two to its village; nothing lies within itself.
select sheet_no, row_no, 'area_code' as column_name, 'RULE-04' as fault_code
from area
where area_level is distinct from 'hamlet' and not regexp_full_match(area_code, '\d{6}|\d{9}|\d{12}')

union all

select sheet_no, row_no, 'area_code', 'RULE-05'
from area
where area_level = 'hamlet' and not regexp_full_match(area_code, '\d{14}')

union all

select sheet_no, row_no, 'parent_code', 'RULE-06'
from area
where parent_code = area_code
