-- question: 每个地方我们掌握什么？ | What do we hold of each place?
-- grain:    范围内每个地方一行 | one row per area in the scope
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   area_code         varchar  区划代码 | Area code
-- column:   area_name         varchar  区划名称 | Name
-- column:   area_level        varchar  层级 | Level
-- column:   parent_code       varchar  上级代码 | Code of the place above
-- column:   parent_name       varchar  上级 | Place above
-- column:   township_name     varchar  所属镇街 | Township
-- column:   register_edition  varchar  代码版本 | Edition of the codes
-- column:   is_in_scope       boolean  纳入统计 | Counted
-- column:   households        integer  户数（户） | Households
-- column:   population        integer  人口（人） | Population
-- column:   community_count   bigint   村居数（个） | Communities in it
-- note:     没有登记的户数、人口为空，不为 0 | Households and people that are not on record are null, never 0
select
    area.area_code,
    area.area_name,
    area.area_level,
    area.parent_code,
    parent.area_name as parent_name,
    township.area_name as township_name,
    area.register_edition,
    area.is_in_scope,
    area.households,
    area.population,
    case when area.area_level <> 'community' then (
        select count(*)
        from area_within
        inner join current_area as inside on inside.area_code = area_within.area_code
        where area_within.ancestor_code = area.area_code and inside.area_level = 'community' and inside.is_in_scope
    ) end as community_count
from current_area as area
left join current_area as parent on parent.area_code = area.parent_code
left join current_area as township on township.area_code = area.township_code
where is_within(area.area_code, $area_code)
order by area.area_code
