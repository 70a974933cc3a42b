-- question: 有哪些卡点？ | Which checkpoints are there?
-- grain:    每个卡点一行 | one row per checkpoint
-- column:   checkpoint_id    varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   checkpoint_kind  varchar  类型代码 | Kind code
-- column:   area_code        varchar  区划代码 | Area code
-- column:   township_code    varchar  镇街代码 | Township code
select checkpoint_id, checkpoint_name, checkpoint_kind, area_code, township_code
from current_checkpoint
order by checkpoint_id
