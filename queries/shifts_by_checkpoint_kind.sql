-- question: 各类卡点一天几班？ | How many shifts a day does each kind of checkpoint have?
-- grain:    每类卡点一行 | one row per kind of checkpoint
-- param:    duty_on  date  值守日期 | Duty date
-- column:   checkpoint_kind  varchar  类型代码 | Kind code
-- column:   name_zh          varchar  卡点类型 | Kind in Chinese
-- column:   name_en          varchar  卡点类型（英文） | Kind
-- column:   checkpoints      bigint   卡点（个） | Checkpoints
-- column:   shifts_per_day   bigint   每日班次（班） | Shifts a day
select
    checkpoint.checkpoint_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    count(distinct post.checkpoint_id) as checkpoints,
    count(distinct post.shift_code) as shifts_per_day
from checkpoint_shift as post
inner join current_checkpoint as checkpoint using (checkpoint_id)
left join code_list
    on code_list.column_name = 'checkpoint_kind'
    and code_list.code = checkpoint.checkpoint_kind
where post.duty_on = $duty_on
group by checkpoint.checkpoint_kind
order by checkpoint.checkpoint_kind
