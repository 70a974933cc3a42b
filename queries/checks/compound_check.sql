-- A compound has no more open gates than gates. What is handed in now replaces what was known.
with listed as (

    select compound_id, gates
    from compound
    where compound_id is not null

    union all

    select compound_id, gates
    from known.compound
    where compound_id not in (select compound_id from compound where compound_id is not null)

)

select
    compound_check.sheet_no,
    compound_check.row_no,
    'gates_open' as column_name,
    'RULE-42' as fault_code,
    json_object('gates', max(listed.gates)) as given
from compound_check
inner join listed using (compound_id)
group by compound_check.sheet_no, compound_check.row_no, compound_check.gates_open
having compound_check.gates_open > max(listed.gates)
