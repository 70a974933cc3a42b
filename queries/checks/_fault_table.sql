-- Every check adds the cells it finds wrong, with what belongs there in both languages.
create table fault (
    sheet_no    integer,
    row_no      integer,
    column_name varchar,
    expected_zh varchar,
    expected_en varchar
)
