-- question: 指挥体系每一级有多少地方？ | How many places does each level of command have?
-- grain:    范围内登记的每个层级一行，由高到低 | one row per level of the register in scope, highest first
-- column:   area_level  varchar  层级 | Level
-- column:   areas       bigint   数量（个） | Places
-- column:   population  bigint   人口（人） | Population
-- column:   reporting   bigint   直接报送（个） | Reporting directly
-- column:   latest_at   timestamptz  最近报送 | Latest report
-- note:     人口只有登记了的才合计 | Population adds up what is registered
with told as (

    select area_code, max(reported_at) as latest_at
    from current_report
    group by area_code

)

select
    area.area_level,
    count(*) as areas,
    sum(area.population)::bigint as population,
    count(told.area_code) as reporting,
    max(told.latest_at) as latest_at
from current_area as area
left join told using (area_code)
left join code_list as word
    on word.column_name = 'area_level'
    and word.code = area.area_level
where area.is_in_scope
group by area.area_level
order by any_value(word.sort_order), area.area_level
