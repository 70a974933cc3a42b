-- One row per township in scope and shift, with or without checkpoints.
create table township_shift as
select
    township.area_code as township_code,
    moment.duty_on,
    moment.shift_code,
    moment.shift_state,
    moment.moment_at,
    shift_report.due_at,
    shift_report.reported_at,
    shift_report.reported_at is not null as is_reported,
    count(checkpoint_shift.checkpoint_id) as checkpoints,
    coalesce(sum(checkpoint_shift.people_required), 0)::bigint as people_required,
    coalesce(sum(checkpoint_shift.people_rostered), 0)::bigint as people_rostered,
    case when shift_report.reported_at is not null
        then coalesce(sum(checkpoint_shift.people_present), 0) end::bigint as people_present,
    case when shift_report.reported_at is not null
        then coalesce(sum(checkpoint_shift.people_covered), 0) end::bigint as people_covered,
    case when shift_report.reported_at is not null
        then coalesce(sum(checkpoint_shift.people_short), 0) end::bigint as people_short,
    case when shift_report.reported_at is not null
        then count(*) filter (checkpoint_shift.is_unattended) end::bigint as checkpoints_unattended
from current_area as township
cross join moment
left join shift_report
    on shift_report.township_code = township.area_code
    and shift_report.duty_on = moment.duty_on
    and shift_report.shift_code = moment.shift_code
left join checkpoint_shift
    on checkpoint_shift.township_code = township.area_code
    and checkpoint_shift.duty_on = moment.duty_on
    and checkpoint_shift.shift_code = moment.shift_code
where township.area_level = 'township'
    and township.is_in_scope
group by
    township.area_code,
    moment.duty_on,
    moment.shift_code,
    moment.shift_state,
    moment.moment_at,
    shift_report.due_at,
    shift_report.reported_at
order by moment.duty_on, moment.shift_code, township_code;
