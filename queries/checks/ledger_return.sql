-- Invalid rows are among those filed, and rows are filed at some time. To file before the due time is right.
select
    sheet_no,
    row_no,
    'rows_invalid' as column_name,
    'RULE-20' as fault_code
from ledger_return
where rows_invalid > coalesce(rows_filed, 0)

union all

select sheet_no, row_no, 'filed_at', 'RULE-21'
from ledger_return
where rows_filed is not null
    and filed_at is null
