-- Words of care.

-- Into a store by gift, purchase or from above; issued is out of it.
create macro goes_in(flow) as flow <> 'issued';

-- Days the average of issue is taken over: the window, or less at the beginning.
create macro window_days(duty_day) as
    least(norm_value('stock_window_days'), greatest(duty_day - first_day() + 1, 1));

-- Served the day it comes in, never stored: the codes of fresh_supply.
create macro fresh_kinds() as (
    select coalesce(list(code_list.code order by code_list.code), []::varchar[])
    from code_list
    where code_list.column_name = 'fresh_supply'
);

create macro is_fresh(kind) as list_contains(fresh_kinds(), kind);

-- Stock is known where something came in; below that place it is kept higher up.
create macro stock_of(came_in, issued) as
    case when came_in > 0 then greatest(came_in - coalesce(issued, 0), 0) end;
