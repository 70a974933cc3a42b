-- question: 这个数照哪几条规定判定？ | By which rules is this number judged?
-- grain:    每个指标的两条线和每条规则一行 | one row per limit of a metric and per norm
-- column:   rule_code  varchar  规定编号 | Rule
-- column:   name_zh  varchar  规定 | Rule in Chinese
-- column:   name_en  varchar  规定（英文） | Rule
-- column:   value  varchar  取值或关注线 | Value, or watched from
-- column:   act  varchar  告急线 | Act from
-- column:   unit_zh  varchar  单位 | Unit in Chinese
-- column:   unit_en  varchar  单位（英文） | Unit
-- column:   source_zh  varchar  出处 | Source in Chinese
-- column:   source_en  varchar  出处（英文） | Source
-- column:   file_name  varchar  文件 | File
-- note:     部署自己的 rules/ 中同一编号的行取代公用的 | A row of the deployment's own rules/ replaces the shared one of its code
-- note:     只写一种语言的单位和出处，两种语言都用它 | A unit or a source written in one language only stands for both
with told as (

    select norm_code as rule_code, name_zh, name_en, value, null as act, unit, source, 'norm.csv' as file_name
    from norm

    union all

    select metric_id, '关注线和告急线', 'Limits', watch, act, unit, source, 'threshold.csv'
    from threshold

)

select
    rule_code,
    name_zh,
    name_en,
    rtrim(rtrim(printf('%.6f', value), '0'), '.') as value,
    rtrim(rtrim(printf('%.6f', act), '0'), '.') as act,
    in_chinese(unit) as unit_zh,
    in_english(unit) as unit_en,
    in_chinese(source) as source_zh,
    in_english(source) as source_en,
    file_name
from told
order by rule_code
