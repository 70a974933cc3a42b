-- question: 各卡点的人够不够一直守下去？ | Which posts have enough people to go on?
-- grain:    当日应有人或七日内有人的每个卡点一行，保障最弱的在前 | one row per checkpoint that needs people on the day or was manned within seven days, least carried first
-- metric:   M09 按卡点 | M09 by checkpoint
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   township_name  varchar  镇街 | Township
-- column:   people_available  double  可用（人） | Available
-- column:   people_needed  double  持续需求（人） | Sustainable need
-- column:   hours_per_day  double  每日须守（小时） | Hours to be manned a day
-- note:     一人守多处按班次分摊，合计仍为一人 | A person at several posts is shared out over them and counts once
with carried as (

    select checkpoint_id, people_available
    from post_rest
    where duty_on = $duty_on
        and shift_code = $shift_code

),

needed as (

    select checkpoint_id, people_needed, hours_per_day
    from post_need
    where duty_on = $duty_on

)

select
    checkpoint.checkpoint_id,
    checkpoint.checkpoint_name,
    township.area_name as township_name,
    carried.people_available,
    needed.people_needed,
    needed.hours_per_day
from current_checkpoint as checkpoint
left join carried using (checkpoint_id)
left join needed using (checkpoint_id)
left join current_area as township on township.area_code = checkpoint.township_code
where coalesce(carried.checkpoint_id, needed.checkpoint_id) is not null
    and is_within(checkpoint.area_code, $area_code)
    and is_checkpoint(checkpoint.checkpoint_id, $checkpoint_id)
order by
    round(coalesce(carried.people_available, 0) / nullif(needed.people_needed, 0), 9) nulls last,
    checkpoint.checkpoint_id
