select
    sheet_no,
    row_no,
    'closed_checkpoints' as column_name,
    '须为「卡点」中已有的编号，以空格分隔' as expected_zh,
    'known checkpoint ids, separated by spaces' as expected_en
from plan
where exists (
    select 1
    from (select unnest(string_split(plan.closed_checkpoints, ' ')) as checkpoint_id) as closed
    where closed.checkpoint_id not in (select checkpoint_id from known.checkpoint)
        and closed.checkpoint_id not in (select checkpoint_id from checkpoint)
)
