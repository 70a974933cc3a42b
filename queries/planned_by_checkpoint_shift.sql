-- question: 今后几天各卡点每班要多少人、排了多少人？ | How many people do the coming days need at each checkpoint, and how many are planned?
-- grain:    从所选班次起推演时段内及前后一天，每个卡点、岗位和班次一行 | one row per checkpoint, role and shift within the outlook from the chosen shift on, and a day around it
-- metric:   planned_gap 计划缺口 = Σ max(0, 应到 − 排班)，按卡点、班次、岗位（人） | planned_gap Planned gap = Σ max(0, required − rostered) per checkpoint, shift and role (people)
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     起算日期 | First duty date
-- param:    shift_code     varchar  起算班次 | First shift
-- column:   checkpoint_id    varchar      卡点编号 | Checkpoint
-- column:   checkpoint_name  varchar      卡点 | Checkpoint
-- column:   priority         integer      优先级（1 最高） | Priority (1 is highest)
-- column:   township_code    varchar      镇街代码 | Township code
-- column:   township_name    varchar      镇街 | Township
-- column:   role             varchar      岗位 | Role
-- column:   duty_on          date         值守日期 | Duty date
-- column:   shift_code       varchar      班次 | Shift
-- column:   starts_at        timestamptz  开始 | Starts
-- column:   starts_hour      double       距起算（小时） | Hours from the first shift to its start
-- column:   ends_hour        double       至（小时） | Hours from the first shift to its end
-- column:   people_required  bigint       应到（人） | Required
-- column:   people_planned   bigint       排班（人） | Planned
-- column:   is_carried       boolean      沿用最近一天排班 | Carried on from the last day with a roster
-- note:     当日还没有排班的，沿用该镇街最近一天（七日内）同班次排班 | A day without a roster repeats the township's last one within seven days
-- note:     未报镇街和七日内无排班的镇街，排班为空 | Where the township is silent or has no roster within seven days, planned is null
-- note:     已安排轮休的不算排班 | Who is ordered to rest is not planned
with chosen as (

    select starts_at
    from moment
    where duty_on = $duty_on and shift_code = $shift_code

),

slot as (

    select
        day.duty_on,
        shift.shift_code,
        (day.duty_on::timestamp + to_minutes(shift.starts_minute))::timestamptz as starts_at,
        (day.duty_on::timestamp + to_minutes(shift.ends_minute))::timestamptz as ends_at
    from (
        select ($duty_on + step)::date as duty_on
        from (select unnest(range(-2, 3 + ceil(norm_value('outlook_hours') / 24)::integer))::integer as step)
    ) as day
    cross join shift

),

needed as (

    select
        requirement.checkpoint_id,
        checkpoint.checkpoint_name,
        checkpoint.priority,
        area.township_code,
        requirement.role,
        slot.duty_on,
        slot.shift_code,
        slot.starts_at,
        seconds_between(chosen.starts_at, greatest(slot.starts_at, checkpoint.opened_at)) / 3600.0 as starts_hour,
        seconds_between(chosen.starts_at, least(slot.ends_at, checkpoint.closed_at)) / 3600.0 as ends_hour,
        sum(requirement.people_required)::bigint as people_required
    from current_requirement as requirement
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    inner join current_area as area on area.area_code = checkpoint.area_code
    cross join chosen
    inner join slot
        on slot.shift_code = requirement.shift_code
        and slot.duty_on >= requirement.valid_from_on
        and slot.duty_on <= coalesce(requirement.valid_to_on, date '9999-12-31')
        and slot.ends_at > checkpoint.opened_at
        and slot.starts_at < coalesce(checkpoint.closed_at, slot.ends_at)
        and slot.ends_at > chosen.starts_at - interval 24 hours
        and slot.starts_at < chosen.starts_at + to_hours(norm_value('outlook_hours')::bigint + 24)
    where requirement.people_required > 0
        and is_within(checkpoint.area_code, $area_code)
        and is_checkpoint(requirement.checkpoint_id, $checkpoint_id)
    group by all

),

rostered as (

    select
        checkpoint.area_code,
        duty.checkpoint_id,
        duty.role,
        duty.duty_on,
        duty.shift_code,
        count(distinct duty.person_id) as people_rostered
    from current_duty_shift as duty
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    left join current_rest_order as rest
        on rest.person_id = duty.person_id
        and rest.starts_at <= duty.planned_start_at
        and rest.ends_at > duty.planned_start_at
    where duty.planned_start_at is not null
        and duty.duty_on >= $duty_on - 9
        and rest.rest_order_id is null
    group by all

),

roster_day as (

    select distinct area.township_code, rostered.duty_on
    from rostered
    inner join current_area as area using (area_code)

),

latest as (

    -- The roster a day goes by: its own, or the last one before it.
    select needed_day.township_code, needed_day.duty_on, max(roster_day.duty_on) as roster_on
    from (select distinct township_code, duty_on from needed) as needed_day
    inner join roster_day
        on roster_day.township_code = needed_day.township_code
        and roster_day.duty_on between needed_day.duty_on - 7 and needed_day.duty_on
    group by all

),

reported as (

    select township_code
    from shift_report
    where duty_on = $duty_on
        and shift_code = $shift_code
        and reported_at is not null

)

select
    needed.checkpoint_id,
    needed.checkpoint_name,
    needed.priority,
    needed.township_code,
    township.area_name as township_name,
    needed.role,
    needed.duty_on,
    needed.shift_code,
    needed.starts_at,
    needed.starts_hour,
    needed.ends_hour,
    needed.people_required,
    case when reported.township_code is not null and latest.roster_on is not null
        then coalesce(rostered.people_rostered, 0) end as people_planned,
    coalesce(latest.roster_on < needed.duty_on, false) as is_carried
from needed
inner join current_area as township on township.area_code = needed.township_code
left join latest
    on latest.township_code = needed.township_code
    and latest.duty_on = needed.duty_on
left join rostered
    on rostered.checkpoint_id = needed.checkpoint_id
    and rostered.role = needed.role
    and rostered.shift_code = needed.shift_code
    and rostered.duty_on = latest.roster_on
left join reported on reported.township_code = needed.township_code
order by needed.starts_at, needed.shift_code, needed.checkpoint_id, needed.role
