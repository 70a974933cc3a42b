-- All faults with what stands in the cell, in the order of the sheets. A column the sheet lacks is last.
select distinct
    fault.sheet_no,
    fault.row_no,
    fault.column_name,
    judged_cell.written,
    fault.fault_code,
    fault.given,
    judged_cell.column_no
from fault
left join judged_cell using (sheet_no, row_no, column_name)
order by fault.sheet_no, fault.row_no, judged_cell.column_no nulls last, fault.column_name, fault.fault_code
