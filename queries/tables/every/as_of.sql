-- One version per key: the latest row learned by $known_at. Written once for every fact table;
-- {table} and {key} come from this folder's own definitions, never from a reader.

create macro {table}_as_of(known_by) as table
select *
from {table}
where recorded_at <= known_by
qualify row_number() over (
    partition by {key}
    order by recorded_at desc, batch_id desc, row_no desc
) = 1 and not is_withdrawn;
