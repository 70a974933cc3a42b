-- Every cell as judged, laid out only for the rows that a check asks for.
create view judged_cell as
select cell.row_no, judged_value.*
from cell
inner join judged_value using (value_no)
