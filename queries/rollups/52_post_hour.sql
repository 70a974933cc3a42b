-- Every hour of every checkpoint that was to be kept, up to the clock, with what checkpoint_hour knows of it; where its
-- township is silent that is null.
create table post_hour as
with wanted as (

    select
        post.checkpoint_id,
        post.area_code,
        hour.hour_at,
        sum(post.people_required) as people_required,
        bool_and(post.is_reported) as is_reported
    from checkpoint_shift as post
    inner join moment using (duty_on, shift_code)
    cross join lateral unnest(generate_series(
        date_trunc('hour', moment.starts_at),
        least(moment.ends_at, clock()) - interval 1 second,
        interval 1 hour
    )) as hour(hour_at)
    where post.shift_state <> 'future'
        and hour.hour_at::date between post.duty_on and post.duty_on + 1
    group by post.checkpoint_id, post.area_code, hour.hour_at

)

select
    wanted.checkpoint_id,
    checkpoint.checkpoint_name,
    wanted.area_code,
    wanted.hour_at::date as duty_on,
    extract(hour from wanted.hour_at)::integer as hour_of_day,
    coalesce(hour.people_required, wanted.people_required)::bigint as people_required,
    hour.people_present_min,
    hour.person_minutes_required,
    hour.person_minutes_covered,
    hour.unattended_minutes,
    wanted.is_reported
from wanted
inner join current_checkpoint as checkpoint using (checkpoint_id)
left join checkpoint_hour as hour
    on hour.checkpoint_id = wanted.checkpoint_id
    and hour.hour_at = wanted.hour_at
order by wanted.hour_at, wanted.checkpoint_id;
