-- question: 各指标的关注线和告急线是多少？ | At which values does each metric need watching or acting?
-- grain:    one row per metric
-- column:   metric_id  varchar  指标 | Metric
-- column:   watch      double   关注线 | Watch
-- column:   act        double   告急线 | Act
-- column:   worse      varchar  变差方向 | Worse when
-- column:   unit       varchar  单位 | Unit
-- column:   source     varchar  出处 | Source
select metric_id, watch, act, worse, unit, source
from threshold
order by metric_id
