-- In a board of an earlier moment with later knowledge: no entry that is another only from a time after it.
delete from {table} as version
using (

    select
        {key} as known_key,
        arg_max(struct_pack({packed}), struct_pack(known := recorded_at, batch := batch_id, line := row_no)) as told_then
    from {table}
    where recorded_at <= $known_then
    group by {key}

) as known
where version.{key} = known.known_key
    and version.recorded_at > $known_then
    and ({changed});
