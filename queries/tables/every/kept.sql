-- Rows as they stand once batches are left out: what a row says nothing of is what the versions before it say, and a row
-- whose entry no other version knows any more falls away. What stands in braces comes from this program's own definitions.
with version as (

    select *, coalesce(string_split(kept_columns, ' '), []) as kept
    from told

),

filled as (

    select
        {key},
        {filled},
        {lineage},
        count(*) filter (kept_columns is null) over so_far as whole
    from version
    window so_far as (
        partition by {key}
        order by recorded_at, batch_id, row_no
        rows unbounded preceding
    )

)

select * exclude (whole)
from filled
where whole > 0
