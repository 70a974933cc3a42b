-- question: 这一天每个卡点哪些钟点缺人、空岗？ | At which hours of the day was each checkpoint short or empty?
-- grain:    当日至今每个卡点和小时一行，空岗最久的卡点在前 | one row per checkpoint and hour of the day so far, checkpoints with most unattended time first
-- metric:   M05 M06 按卡点和小时 | M05 M06 by checkpoint and hour
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- column:   checkpoint_id           varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name         varchar  卡点 | Checkpoint
-- column:   hour_of_day             integer  钟点 | Hour
-- column:   people_required         bigint   应到（人） | Required
-- column:   people_present_min      bigint   最少在岗（人） | Fewest on post
-- column:   person_minutes_required double   应到人分钟 | Person-minutes required
-- column:   person_minutes_covered  double   有效人分钟 | Person-minutes covered
-- column:   unattended_minutes      double   空岗（分钟） | Unattended (min)
-- column:   is_reported             boolean  已报 | Reported
-- note:     未报的班次各钟点无人数，不记为空岗 | Hours of a silent shift carry no head count and are not unattended
with wanted as (

    select distinct
        post.checkpoint_id,
        hour.hour_at,
        sum(post.people_required) over hour_of_post as people_required,
        bool_and(post.is_reported) over hour_of_post as is_reported
    from checkpoint_shift as post
    inner join moment using (duty_on, shift_code)
    cross join lateral unnest(generate_series(
        date_trunc('hour', moment.starts_at),
        least(moment.ends_at, clock()) - interval 1 second,
        interval 1 hour
    )) as hour(hour_at)
    where post.duty_on between $duty_on - 1 and $duty_on
        and hour.hour_at::date = $duty_on
        and post.shift_state <> 'future'
        and is_within(post.area_code, $area_code)
        and is_checkpoint(post.checkpoint_id, $checkpoint_id)
    window hour_of_post as (partition by post.checkpoint_id, hour.hour_at)

)

select
    wanted.checkpoint_id,
    checkpoint.checkpoint_name,
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
order by
    sum(hour.unattended_minutes) over (partition by wanted.checkpoint_id) desc nulls last,
    sum(hour.person_minutes_required - hour.person_minutes_covered)
        over (partition by wanted.checkpoint_id) desc nulls last,
    wanted.checkpoint_id,
    hour_of_day
