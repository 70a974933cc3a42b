-- question: 各指标的关注线和告急线是多少？ | At which values does each metric need watching or acting?
-- grain:    每个指标一行 | one row per metric
-- column:   metric_id  varchar  指标 | Metric
-- column:   watch      double   关注线 | Watch
-- column:   act        double   告急线 | Act
-- column:   worse      varchar  变差方向 | Worse when
-- column:   unit_zh    varchar  单位 | Unit in Chinese
-- column:   unit_en    varchar  单位（英文） | Unit
-- column:   source_zh  varchar  出处 | Source in Chinese
-- column:   source_en  varchar  出处（英文） | Source
-- note:     只写一种语言的单位和出处，两种语言都用它 | A unit or a source written in one language only stands for both
select
    metric_id,
    watch,
    act,
    worse,
    in_chinese(unit) as unit_zh,
    in_english(unit) as unit_en,
    in_chinese(source) as source_zh,
    in_english(source) as source_en
from threshold
order by metric_id
