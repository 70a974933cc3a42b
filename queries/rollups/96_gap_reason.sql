-- Why a post lacks people, for each checkpoint, role and shift. The parts add up to the gap, and with
-- short_must_rest to the gap there would be if everybody who must rest rested. Null where the township is silent.
create table gap_reason as
with rostered as (

    select distinct checkpoint_id, role, duty_on, shift_code, person_id
    from current_duty_shift
    where planned_start_at is not null

),

present as (

    select distinct
        post.checkpoint_id,
        post.role,
        post.duty_on,
        post.shift_code,
        presence.person_id,
        coalesce(person_rest.must_rest, false) as must_rest
    from checkpoint_role_shift as post
    inner join presence
        on presence.checkpoint_id = post.checkpoint_id
        and presence.role = post.role
        and presence.starts_at <= post.moment_at
        and presence.ends_at > post.moment_at
    left join person_rest
        on person_rest.duty_on = post.duty_on
        and person_rest.shift_code = post.shift_code
        and person_rest.person_id = presence.person_id
    where post.is_reported

),

absent as (

    -- Rostered and not there; with a rest order in force they are resting.
    select
        rostered.*,
        exists (
            select 1
            from current_rest_order as rest
            where rest.person_id = rostered.person_id
                and rest.starts_at <= moment.moment_at
                and rest.ends_at > moment.moment_at
        ) as is_resting
    from rostered
    inner join moment using (duty_on, shift_code)
    anti join present using (checkpoint_id, role, duty_on, shift_code, person_id)

),

away as (

    select
        checkpoint_id,
        role,
        duty_on,
        shift_code,
        count(*) as people_away,
        count(*) filter (is_resting) as people_resting
    from absent
    group by all

),

tired as (

    select checkpoint_id, role, duty_on, shift_code, count(*) as people_tired
    from present
    where must_rest
    group by all

),

command as (

    select checkpoint_id, role, shift_code, valid_from_on as duty_on, sum(people_required) as people_required
    from current_requirement
    where basis = 'command_order'
    group by all

),

ordered_today as (

    -- People a command order added from this day on.
    select
        command.checkpoint_id,
        command.role,
        command.shift_code,
        command.duty_on,
        any_value(command.people_required) - coalesce(sum(former.people_required), 0) as people_added
    from command
    left join current_requirement as former
        on former.checkpoint_id = command.checkpoint_id
        and former.role = command.role
        and former.shift_code = command.shift_code
        and former.valid_from_on < command.duty_on
        and coalesce(former.valid_to_on, date '9999-12-31') >= command.duty_on - 1
    group by all

),

assigned as (

    -- Everybody assigned to a township in a role: on a roster or on post within seven days, or sent there.
    select moment_day.duty_on, someone.township_code, someone.role, count(distinct someone.person_id) as people_assigned
    from (select distinct duty_on from moment where shift_state <> 'future') as moment_day
    inner join (

        select checkpoint.township_code, duty.role, duty.person_id, duty.duty_on as from_on, duty.duty_on + 6 as to_on
        from current_duty_shift as duty
        inner join current_checkpoint as checkpoint using (checkpoint_id)

        union all

        select
            area.township_code,
            dispatch.role,
            dispatch.person_id,
            dispatch.arrived_at::date,
            coalesce(dispatch.ended_at::date, date '9999-12-31')
        from current_dispatch as dispatch
        inner join current_area as area using (area_code)
        where dispatch.arrived_at is not null

    ) as someone
        on moment_day.duty_on between someone.from_on and someone.to_on
    group by all

),

needed as (

    select township_code, role, duty_on, sum(people_required) as people_needed
    from checkpoint_role_shift
    group by all

),

split as (

    select
        post.checkpoint_id,
        post.township_code,
        post.area_code,
        post.duty_on,
        post.shift_code,
        post.role,
        post.moment_at,
        post.is_reported,
        post.people_required,
        post.people_present,
        post.people_present - coalesce(tired.people_tired, 0) as people_fit,
        post.people_short,
        case when post.is_reported then greatest(
            post.people_required - post.people_present + coalesce(tired.people_tired, 0), 0
        ) end as people_short_rested,
        case when post.is_reported then least(post.people_short, coalesce(away.people_away, 0)) end as short_away,
        coalesce(away.people_resting, 0) as people_resting,
        coalesce(ordered_today.people_added, 0) as people_added,
        greatest(coalesce(needed.people_needed, 0) - coalesce(assigned.people_assigned, 0), 0) as people_beyond
    from checkpoint_role_shift as post
    left join away using (checkpoint_id, role, duty_on, shift_code)
    left join tired using (checkpoint_id, role, duty_on, shift_code)
    left join ordered_today using (checkpoint_id, role, duty_on, shift_code)
    left join needed using (township_code, role, duty_on)
    left join assigned using (township_code, role, duty_on)
    where post.shift_state <> 'future'

),

unrostered as (

    select
        *,
        case when is_reported then least(short_away, people_resting) end as short_resting,
        case when is_reported then least(people_short - short_away, greatest(people_added, 0)) end as short_added
    from split

),

queued as (

    -- What the roster left open is not established as far as the day needs more than are assigned.
    select
        *,
        people_short - short_away - short_added as short_open,
        people_beyond - coalesce(sum(people_short - short_away - short_added) over (
            partition by township_code, role, duty_on
            order by moment_at, checkpoint_id
            rows between unbounded preceding and 1 preceding
        ), 0) as beyond_left
    from unrostered

),

founded as (

    select
        *,
        case when is_reported then greatest(least(short_open, beyond_left), 0) end as short_not_established
    from queued

)

select
    checkpoint_id,
    township_code,
    area_code,
    duty_on,
    shift_code,
    role,
    is_reported,
    people_required::bigint as people_required,
    people_present::bigint as people_present,
    people_fit::bigint as people_fit,
    people_short::bigint as people_short,
    people_short_rested::bigint as people_short_rested,
    short_not_established::bigint as short_not_established,
    (short_open - short_not_established)::bigint as short_not_rostered,
    (short_away - short_resting)::bigint as short_absent,
    short_resting::bigint as short_resting,
    short_added::bigint as short_added,
    (people_short_rested - people_short)::bigint as short_must_rest
from founded
order by duty_on, shift_code, checkpoint_id, role;
