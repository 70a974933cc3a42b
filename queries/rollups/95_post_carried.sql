-- Who carries each checkpoint, as in post_rest, beside how many people it needs, how long it was manned the day before
-- and for how many hours a day its people stood in the seven days. `is_newest`: at the newest moment of its day.
create table post_carried as
with newest as (

    select duty_on, arg_max(shift_code, starts_at) as shift_code
    from moment
    where shift_state <> 'future'
    group by duty_on

),

manned as (

    select checkpoint_id, duty_on + 1 as duty_on, count(*) - sum(unattended_minutes) / 60 as hours_manned
    from checkpoint_hour
    group by checkpoint_id, duty_on

),

day as (

    select
        moment.duty_on,
        moment.shift_code,
        past.checkpoint_id,
        past.person_id,
        past.duty_on as worked_on,
        max(past.hours_24) as hours_24
    from moment
    inner join person_shift as past
        on past.ends_at <= moment.moment_at
        and past.ends_at > moment.moment_at - interval 7 days
    where past.is_known
        and moment.shift_state <> 'future'
    group by all

),

long as (

    select duty_on, shift_code, checkpoint_id, round(avg(hours_24), 6) as hours_per_day
    from day
    group by duty_on, shift_code, checkpoint_id

)

select
    post.*,
    newest.duty_on is not null as is_newest,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    township.area_name as township_name,
    checkpoint.lon,
    checkpoint.lat,
    post_need.people_needed,
    manned.hours_manned,
    long.hours_per_day
from post_rest as post
inner join current_checkpoint as checkpoint using (checkpoint_id)
inner join current_area as township on township.area_code = post.township_code
left join newest on newest.duty_on = post.duty_on and newest.shift_code = post.shift_code
left join post_need on post_need.checkpoint_id = post.checkpoint_id and post_need.duty_on = post.duty_on
left join manned on manned.checkpoint_id = post.checkpoint_id and manned.duty_on = post.duty_on
left join long
    on long.checkpoint_id = post.checkpoint_id
    and long.duty_on = post.duty_on
    and long.shift_code = post.shift_code
order by post.duty_on, post.shift_code, post.checkpoint_id;
