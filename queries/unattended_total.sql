-- question: 当日空岗多久，工时补足多少，夜间如何？ | How long were posts empty today, how many post-hours were covered, and at night?
-- grain:    一行 | one row
-- metric:   M05 工时覆盖率 = ∫ min(在岗, 应到) dt / ∫ 应到 dt | M05 Post-hour coverage = ∫ min(on post, required) dt / ∫ required dt
-- metric:   M06 空岗时长 = 应有人而无人在岗的分钟数（分钟） | M06 Unattended time = minutes with nobody on a post that needs somebody (minutes)
-- metric:   M11 夜间在岗率 = Σ min(应到, 在岗) / Σ 应到，限含 04:00（0–8 时的正中）的班次 | M11 Night coverage = Σ min(required, on post) / Σ required over shifts that hold 04:00, the middle of 00–08
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- column:   unattended_minutes       double   空岗时长（分钟） | Unattended (min)
-- column:   checkpoints_unattended   bigint   有过空岗的卡点（个） | Checkpoints ever unattended
-- column:   checkpoints_needed       bigint   当日须值守的卡点（个） | Checkpoints that needed somebody
-- column:   person_hours_required    double   应到工时（小时） | Person-hours required
-- column:   person_hours_covered     double   有效工时（小时） | Person-hours covered
-- column:   post_hour_share          double   工时覆盖率 | Post-hour coverage
-- column:   night_covered            bigint   夜间有效在岗（人） | Covered at night
-- column:   night_required           bigint   夜间应到（人） | Required at night
-- column:   night_share              double   夜间在岗率 | Night coverage
-- note:     须值守按已报班次计；未报的班次不知有没有空岗 | What needed somebody is counted over shifts that are reported
with day as (

    select
        sum(unattended_minutes) as unattended_minutes,
        count(distinct checkpoint_id) filter (unattended_minutes > 0) as checkpoints_unattended,
        count(distinct checkpoint_id) as checkpoints_needed,
        sum(person_minutes_required) / 60 as person_hours_required,
        sum(person_minutes_covered) / 60 as person_hours_covered
    from checkpoint_hour
    where duty_on = $duty_on
        and is_within(area_code, $area_code)
        and is_checkpoint(checkpoint_id, $checkpoint_id)

),

night as (

    select
        sum(post.people_covered)::bigint as night_covered,
        sum(post.people_required) filter (post.is_reported)::bigint as night_required
    from checkpoint_shift as post
    inner join shift using (shift_code)
    where post.duty_on = $duty_on
        and is_night(shift.starts_minute, shift.ends_minute)
        and is_within(post.area_code, $area_code)
        and is_checkpoint(post.checkpoint_id, $checkpoint_id)

)

select
    day.unattended_minutes,
    case when day.unattended_minutes is not null then day.checkpoints_unattended end as checkpoints_unattended,
    if(day.unattended_minutes is null, nullif(day.checkpoints_needed, 0), day.checkpoints_needed) as checkpoints_needed,
    day.person_hours_required,
    day.person_hours_covered,
    share(day.person_hours_covered, day.person_hours_required) as post_hour_share,
    night.night_covered,
    night.night_required,
    share(night.night_covered, night.night_required) as night_share
from day
cross join night
