-- In a board of an earlier moment with later knowledge: no record that was not known then and tells of a time after it.
delete from {table}
where recorded_at > $known_then
    and {begins}::timestamptz > $clock_at
    and {key} not in (select known.{key} from {table} as known where known.recorded_at <= $known_then);
