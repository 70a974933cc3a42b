-- question: 每个卡点我们掌握什么？ | What do we hold of each checkpoint?
-- grain:    范围内每个卡点一行 | one row per checkpoint in the scope
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- column:   checkpoint_id    varchar      卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar      卡点名称 | Checkpoint
-- column:   checkpoint_kind  varchar      卡点类型 | Kind
-- column:   area_code        varchar      所在区划代码 | Area code
-- column:   area_name        varchar      所在区划 | Area
-- column:   township_name    varchar      所属镇街 | Township
-- column:   lon              double       经度（度） | Longitude
-- column:   lat              double       纬度（度） | Latitude
-- column:   priority         integer      优先级（1 最高） | Priority (1 highest)
-- column:   opened_at        timestamptz  启用时间 | Opened at
-- column:   closed_at        timestamptz  撤销时间 | Closed at
select
    checkpoint.checkpoint_id,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    checkpoint.area_code,
    area.area_name,
    township.area_name as township_name,
    checkpoint.lon,
    checkpoint.lat,
    checkpoint.priority,
    checkpoint.opened_at,
    checkpoint.closed_at
from checkpoint_as_of((select known_at from board)) as checkpoint
left join current_area as area on area.area_code = checkpoint.area_code
left join current_area as township on township.area_code = area.township_code
where is_within(checkpoint.area_code, $area_code)
    and is_checkpoint(checkpoint.checkpoint_id, $checkpoint_id)
order by checkpoint.checkpoint_id
