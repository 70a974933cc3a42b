-- In a board of an earlier moment with what came late: nothing that makes a record known then another, or takes it back.
-- What fills blanks came late; {filled} says which does.
delete from {table} as version
using (

    select
        {key} as known_key,
        arg_max(told, learned) filter (recorded_at <= $known_then) as told_then,
        arg_max(is_withdrawn, learned) filter (recorded_at <= $known_then) as was_withdrawn,
        max(recorded_at) filter (recorded_at <= $known_then) as learned_then,
        arg_max(told, learned) as told_now,
        arg_max(is_withdrawn, learned) as is_withdrawn_now
    from (

        select
            *,
            struct_pack({packed}) as told,
            struct_pack(known := recorded_at, batch := batch_id, line := row_no) as learned
        from {table}

    ) as told_of
    group by {key}

) as pair
where version.{key} = pair.known_key
    and version.recorded_at > $known_then
    and not pair.was_withdrawn
    and (pair.is_withdrawn_now or not ({filled}));
