-- question: 推演按哪些规定？ | By which rules is a what-if worked out?
-- grain:    one row per rule
-- column:   norm_code  varchar  规定编号 | Rule
-- column:   name_zh    varchar  规定 | Rule in Chinese
-- column:   name_en    varchar  英文名称 | Rule
-- column:   value      double   取值 | Value
-- column:   unit       varchar  单位 | Unit
-- column:   source     varchar  出处 | Source
select norm_code, name_zh, name_en, value, unit, source
from norm
where norm_code in (
    'outlook_hours', 'rest_between_hours', 'day_hours_max', 'week_hours_max', 'critical_priority'
)
order by norm_code
