-- How names were understood, as it stands: what was refused and came again understood is no longer open,
-- and what came again not understood counts once.
create table name_understood as
with told as (

    select name_match.*, batch.uploader, batch.received_at
    from name_match
    inner join batch using (batch_id)
    where batch.batch_status <> 'rejected'

)

select told.*
from told
where told.match_how <> 'unmatched'
    or not exists (
        select 1
        from told as later
        where later.uploader = told.uploader
            and later.target = told.target
            and later.written = told.written
            and later.batch_id > told.batch_id
            and (later.match_how <> 'unmatched' or (later.table_name, later.column_name) = (told.table_name, told.column_name))
    )
order by told.batch_id, told.table_name, told.column_name, told.match_how, told.written;
