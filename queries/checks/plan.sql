select
    sheet_no,
    row_no,
    'closed_checkpoints' as column_name,
    'RULE-26' as fault_code
from plan
where exists (
    select 1
    from (select unnest(string_split(plan.closed_checkpoints, ' ')) as checkpoint_id) as closed
    where closed.checkpoint_id not in (select checkpoint_id from known.checkpoint)
        and closed.checkpoint_id not in (select checkpoint_id from checkpoint)
)
