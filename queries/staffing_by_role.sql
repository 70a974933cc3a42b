-- question: 缺的是哪类岗位？ | Which roles are missing?
-- grain:    范围内应到的每个岗位一行 | one row per role required in the scope
-- metric:   M03 按岗位 | M03 by role
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   role             varchar  岗位 | Role
-- column:   name_zh          varchar  岗位 | Role in Chinese
-- column:   name_en          varchar  岗位（英文） | Role
-- column:   people_required  bigint   应到（人） | Required
-- column:   people_present   bigint   在岗（人） | On post
-- column:   people_short     bigint   缺口（人） | Short
select
    checkpoint_role_shift.role,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    sum(people_required) filter (is_reported)::bigint as people_required,
    sum(people_present)::bigint as people_present,
    sum(people_short)::bigint as people_short
from checkpoint_role_shift
left join code_list
    on code_list.column_name = 'role'
    and code_list.code = checkpoint_role_shift.role
where duty_on = $duty_on
    and shift_code = $shift_code
    and is_within(area_code, $area_code)
    and is_checkpoint(checkpoint_id, $checkpoint_id)
group by checkpoint_role_shift.role
order by people_short desc nulls last, checkpoint_role_shift.role
