-- question: 督导走遍了哪一级？ | How many places of each level has supervision been to?
-- grain:    范围内登记的每个层级一行，由高到低 | one row per level of the register in scope, highest first
-- metric:   M27 按层级 | M27 by level
-- param:    duty_on    date     截止日期 | To date
-- column:   area_level     varchar  层级 | Level
-- column:   places         bigint   在册（个） | Places
-- column:   visited        bigint   走到（个） | Visited
-- column:   visited_share  double   走到率 | Share visited
-- note:     走访下级即到过上级 | A visit to a place counts for all that contain it
with been as (

    select distinct area_within.ancestor_code as area_code
    from current_supervision_visit as visit
    inner join area_within using (area_code)
    where visit.arrived_at::date <= $duty_on

)

select
    area.area_level,
    count(*) as places,
    if(visits_are_kept(), count(been.area_code), null) as visited,
    if(visits_are_kept(), share(count(been.area_code), count(*)), null) as visited_share
from current_area as area
left join been using (area_code)
left join code_list as word
    on word.column_name = 'area_level'
    and word.code = area.area_level
where area.is_in_scope
group by area.area_level
order by any_value(word.sort_order), area.area_level
