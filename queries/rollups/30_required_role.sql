-- How many people each open checkpoint must have, by shift and role, and for which stretch of time.
create table required_role as
select
    requirement.checkpoint_id,
    area.township_code,
    checkpoint.area_code,
    moment.duty_on,
    moment.shift_code,
    requirement.role,
    sum(requirement.people_required)::bigint as people_required,
    greatest(moment.starts_at, checkpoint.opened_at) as starts_at,
    least(moment.ends_at, coalesce(checkpoint.closed_at, moment.ends_at)) as ends_at,
    moment.shift_state,
    moment.moment_at
from current_requirement as requirement
inner join current_checkpoint as checkpoint
    using (checkpoint_id)
inner join current_area as area
    on area.area_code = checkpoint.area_code
inner join moment
    on moment.shift_code = requirement.shift_code
    and moment.duty_on >= requirement.valid_from_on
    and moment.duty_on <= coalesce(requirement.valid_to_on, date '9999-12-31')
    and moment.ends_at > checkpoint.opened_at
    and moment.starts_at < coalesce(checkpoint.closed_at, moment.ends_at)
where requirement.people_required > 0
group by all
order by moment.duty_on, moment.shift_code, requirement.checkpoint_id, requirement.role;
