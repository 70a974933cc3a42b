-- A proposal is reviewed once, after it was made: the result and its time come together.
select
    sheet_no,
    row_no,
    'reviewed_at' as column_name,
    '不得早于提议时间' as expected_zh,
    'not before the proposal' as expected_en
from accountability
where reviewed_at < proposed_at

union all

select
    sheet_no,
    row_no,
    'outcome',
    '有审核时间须填审核结果',
    'a review has a result'
from accountability
where reviewed_at is not null
    and outcome is null

union all

select
    sheet_no,
    row_no,
    'reviewed_at',
    '有审核结果须填统一审核时间',
    'a result has the time of its review'
from accountability
where outcome is not null
    and reviewed_at is null
