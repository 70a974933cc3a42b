-- One row per checkpoint and shift: its roles added up.
create table checkpoint_shift as
select
    checkpoint_id,
    township_code,
    area_code,
    duty_on,
    shift_code,
    shift_state,
    moment_at,
    reported_at,
    is_reported,
    sum(people_required)::bigint as people_required,
    sum(people_rostered)::bigint as people_rostered,
    sum(people_present)::bigint as people_present,
    sum(people_covered)::bigint as people_covered,
    sum(people_short)::bigint as people_short,
    sum(people_present) = 0 as is_unattended
from checkpoint_role_shift
group by
    checkpoint_id,
    township_code,
    area_code,
    duty_on,
    shift_code,
    shift_state,
    moment_at,
    reported_at,
    is_reported
order by duty_on, shift_code, checkpoint_id;
