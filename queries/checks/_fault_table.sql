-- Every check adds the cells it finds wrong, with the code of the fault and, as JSON, what its sentence leaves open.
create table fault (
    sheet_no    integer,
    row_no      integer,
    column_name varchar,
    fault_code  varchar,
    given       varchar
)
