select sheet_no, row_no, 'confirmed_at' as column_name, '不得早于报到时间' as expected_zh, 'not before the registration' as expected_en
from volunteer_registration
where confirmed_at < registered_at
