-- Townships whose duty is not known at the moment of a shift: reports were expected of the day and of the day before,
-- none has come, and nobody is on record as on duty there. Who was on duty, and for how long, nobody can tell; the last
-- day that was told of is null where none ever was.
create table duty_silence as
with recent as (

    select
        now.duty_on,
        now.shift_code,
        slot.township_code,
        slot.duty_on as slot_on,
        slot.shift_code as slot_code,
        slot.reported_at
    from moment as now
    inner join moment as past
        on past.duty_on between now.duty_on - 1 and now.duty_on
        and past.starts_at <= now.moment_at
    inner join shift_report as slot
        on slot.duty_on = past.duty_on
        and slot.shift_code = past.shift_code
    where now.shift_state <> 'future'

),

stood as (

    select distinct township_code, duty_on as slot_on, shift_code as slot_code
    from person_shift
    where is_known

),

silent as (

    select recent.duty_on, recent.shift_code, recent.township_code
    from recent
    left join stood using (township_code, slot_on, slot_code)
    group by recent.duty_on, recent.shift_code, recent.township_code
    having count(recent.reported_at) = 0 and count(stood.slot_on) = 0

),

told as (

    select distinct township_code, duty_on as last_told_on
    from shift_report
    where reported_at is not null

)

select silent.duty_on, silent.shift_code, silent.township_code, told.last_told_on
from silent
asof left join told
    on told.township_code = silent.township_code
    and told.last_told_on <= silent.duty_on
order by silent.duty_on, silent.shift_code, silent.township_code;
