-- question: 保存了哪些推演方案？ | Which plans have been saved?
-- grain:    地点在范围之内的每个方案一行，最新的在前 | one row per plan whose place is the scope or inside it, newest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   plan_id             varchar      方案编号 | Plan
-- column:   plan_name           varchar      方案 | Plan
-- column:   place_name          varchar      地点 | Place
-- column:   area_code           varchar      区划代码 | Area
-- column:   checkpoint_id       varchar      卡点编号 | Checkpoint
-- column:   duty_on             date         起算日期 | From
-- column:   shift_code          varchar      起算班次 | Shift
-- column:   people_added        integer      增派（人） | Added
-- column:   role                varchar      增派岗位 | Role added
-- column:   closed_checkpoints  varchar      关闭卡点 | Closed
-- column:   shift_hours         integer      班次时长（小时） | Shift (hours)
-- column:   ill_share           double       病假比例 | Ill
-- column:   is_rested           boolean      须轮休者休息 | Tired ones rest
-- column:   saved_at            timestamptz  保存时间 | Saved
-- column:   duty_post           varchar      值班岗位 | Saved by
-- note:     只存假设，结果按现有数据重算 | Only what was assumed is stored; what follows is worked out from the data there are
select
    plan.plan_id,
    plan.plan_name,
    coalesce(checkpoint.checkpoint_name, zone.zone_name, area.area_name) as place_name,
    plan.area_code,
    plan.checkpoint_id,
    plan.duty_on,
    plan.shift_code,
    plan.people_added,
    plan.role,
    plan.closed_checkpoints,
    plan.shift_hours,
    plan.ill_share,
    plan.is_rested,
    plan.saved_at,
    plan.duty_post
from current_plan as plan
cross join board
left join current_checkpoint as checkpoint using (checkpoint_id)
left join zone on zone.zone_code = plan.area_code
left join current_area as area
    on area.area_code = coalesce(plan.area_code, board.root_area_code)
where is_within(coalesce(checkpoint.area_code, plan.area_code, board.root_area_code), $area_code)
order by plan.saved_at desc, plan.plan_id
