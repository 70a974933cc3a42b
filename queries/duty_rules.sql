-- question: 推演按哪些规定？ | By which rules is a what-if worked out?
-- grain:    每条规则一行 | one row per rule
-- column:   norm_code   varchar  规定编号 | Rule
-- column:   name_zh     varchar  规定 | Rule in Chinese
-- column:   name_en     varchar  英文名称 | Rule
-- column:   rule_value  double   取值 | Value
-- column:   unit_zh     varchar  单位 | Unit in Chinese
-- column:   unit_en     varchar  单位（英文） | Unit
-- column:   source_zh   varchar  出处 | Source in Chinese
-- column:   source_en   varchar  出处（英文） | Source
-- note:     只写一种语言的单位和出处，两种语言都用它 | A unit or a source written in one language only stands for both
select
    norm_code,
    name_zh,
    name_en,
    value as rule_value,
    in_chinese(unit) as unit_zh,
    in_english(unit) as unit_en,
    in_chinese(source) as source_zh,
    in_english(source) as source_en
from norm
where norm_code in (
    'outlook_hours', 'rest_between_hours', 'day_hours_max', 'week_hours_max', 'critical_priority'
)
order by norm_code
