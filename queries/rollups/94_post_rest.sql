-- Who carries each checkpoint at the moment of each shift: people on duty there within seven days, each shared out
-- over the checkpoints they stood at, and how many of them must rest.
create table post_rest as
with stood as (

    select
        moment.duty_on,
        moment.shift_code,
        past.person_id,
        past.checkpoint_id,
        count(*) as shifts
    from moment
    inner join person_shift as past
        on past.starts_at <= moment.moment_at
        and past.ends_at > moment.moment_at - interval 7 days
        and past.is_known
    anti join duty_silence as silence
        on silence.duty_on = moment.duty_on
        and silence.shift_code = moment.shift_code
        and silence.township_code = past.township_code
    where moment.shift_state <> 'future'
    group by all

),

shared as (

    select
        *,
        shifts / sum(shifts) over (partition by duty_on, shift_code, person_id) as person_share
    from stood

)

select
    shared.duty_on,
    shared.shift_code,
    shared.checkpoint_id,
    checkpoint.township_code,
    checkpoint.area_code,
    count(*) as people,
    sum(shared.person_share)::double as people_available,
    count(*) filter (person_rest.must_rest) as people_must_rest,
    count(*) filter (not person_rest.has_day_off) as people_without_day_off,
    max(person_rest.streak_days) as longest_days,
    quantile_disc(person_rest.streak_days, 0.5) as median_days
from shared
inner join person_rest using (duty_on, shift_code, person_id)
inner join current_checkpoint as checkpoint using (checkpoint_id)
group by all
order by shared.duty_on, shared.shift_code, shared.checkpoint_id;
