-- A proposal is reviewed once, after it was made: the result and its time come together.
select
    sheet_no,
    row_no,
    'reviewed_at' as column_name,
    'RULE-01' as fault_code
from accountability
where reviewed_at < proposed_at

union all

select
    sheet_no,
    row_no,
    'outcome',
    'RULE-02'
from accountability
where reviewed_at is not null
    and outcome is null

union all

select
    sheet_no,
    row_no,
    'reviewed_at',
    'RULE-03'
from accountability
where outcome is not null
    and reviewed_at is null
