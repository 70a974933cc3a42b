-- Required, rostered and present by checkpoint, role and shift. A gap is never netted: neither between
-- checkpoints nor between roles. Where the township is silent, what is present is null, not zero.
create table checkpoint_role_shift as
with rostered as (

    select checkpoint_id, role, duty_on, shift_code, count(distinct person_id) as people_rostered
    from current_duty_shift
    where planned_start_at is not null
    group by all

),

present as (

    select
        required_role.checkpoint_id,
        required_role.role,
        required_role.duty_on,
        required_role.shift_code,
        count(distinct presence.person_id) as people_present
    from required_role
    inner join presence
        on presence.checkpoint_id = required_role.checkpoint_id
        and presence.role = required_role.role
        and presence.starts_at <= required_role.moment_at
        and presence.ends_at > required_role.moment_at
    group by all

)

select
    required_role.checkpoint_id,
    required_role.township_code,
    required_role.area_code,
    required_role.duty_on,
    required_role.shift_code,
    required_role.role,
    required_role.shift_state,
    required_role.moment_at,
    shift_report.reported_at,
    shift_report.reported_at is not null as is_reported,
    required_role.people_required,
    coalesce(rostered.people_rostered, 0) as people_rostered,
    case when shift_report.reported_at is not null
        then coalesce(present.people_present, 0) end as people_present,
    case when shift_report.reported_at is not null
        then least(required_role.people_required, coalesce(present.people_present, 0))
    end as people_covered,
    case when shift_report.reported_at is not null
        then greatest(required_role.people_required - coalesce(present.people_present, 0), 0)
    end as people_short
from required_role
left join shift_report using (township_code, duty_on, shift_code)
left join rostered using (checkpoint_id, role, duty_on, shift_code)
left join present using (checkpoint_id, role, duty_on, shift_code)
order by required_role.duty_on, required_role.shift_code, required_role.checkpoint_id, required_role.role;
