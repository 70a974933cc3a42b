-- Is a moment within the muted hours, which may pass midnight?
create macro is_muted_at(moment_at, from_minute, to_minute) as
    case
        when from_minute is null or to_minute is null then false
        when from_minute <= to_minute
            then hour(moment_at) * 60 + minute(moment_at) between from_minute and to_minute - 1
        else hour(moment_at) * 60 + minute(moment_at) >= from_minute
            or hour(moment_at) * 60 + minute(moment_at) < to_minute
    end;
