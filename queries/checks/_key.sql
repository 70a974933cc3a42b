-- Keys that stand more than once among what is handed in together. Versions that a loader tells apart by
-- the time it learned them are no repetition.
with

version as (

    select
        key_cell.sheet_no,
        key_cell.row_no,
        key_cell.column_name,
        key_cell.table_name,
        key_cell.canonical,
        learned_cell.canonical as recorded_at
    from judged_cell as key_cell
    left join judged_cell as learned_cell
        on learned_cell.sheet_no = key_cell.sheet_no
        and learned_cell.row_no = key_cell.row_no
        and learned_cell.column_name = 'recorded_at'
    where key_cell.is_key
        and key_cell.canonical is not null

)

select
    sheet_no,
    row_no,
    column_name,
    'ROW-01' as fault_code,
    json_object('row', first_value(row_no) over same_key) as given
from version
window same_key as (
    partition by table_name, canonical, recorded_at
    order by sheet_no, row_no
)
qualify row_number() over same_key > 1
