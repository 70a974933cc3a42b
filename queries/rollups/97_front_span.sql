-- From when to when each person counts as being at the front: sent out and not back, or on duty within the days of
-- the stock window. Stays inside the board; every question counts people.
create table front_span as
select
    person_shift.person_id,
    checkpoint.area_code,
    checkpoint.township_code,
    person_shift.duty_on as from_on,
    person_shift.duty_on + norm_value('stock_window_days')::integer - 1 as to_on
from person_shift
inner join current_checkpoint as checkpoint using (checkpoint_id)
where person_shift.is_known
group by all

union

select
    dispatch.person_id, dispatch.area_code, area.township_code, dispatch.arrived_at::date,
    coalesce(dispatch.ended_at::date, date '9999-12-31')
from current_dispatch as dispatch
left join current_area as area using (area_code)
where dispatch.arrived_at is not null
order by from_on, area_code, person_id, to_on;
