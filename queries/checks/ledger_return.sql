-- Invalid rows are among those filed, and rows are filed at some time. To file before the due time is right.
select
    sheet_no,
    row_no,
    'rows_invalid' as column_name,
    '不得大于已登记条数' as expected_zh,
    'not above the rows filed' as expected_en
from ledger_return
where rows_invalid > coalesce(rows_filed, 0)

union all

select sheet_no, row_no, 'filed_at', '有已登记条数须填报送时间', 'rows that are filed have a time of filing'
from ledger_return
where rows_filed is not null
    and filed_at is null
