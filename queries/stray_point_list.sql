-- question: 哪些点位落在所属范围之外？ | Which points lie outside the area they belong to?
-- grain:    每个点位一行，最远的在前 | one row per point, farthest first
-- column:   target           varchar  种类 | Kind
-- column:   code             varchar  编号 | Code
-- column:   name             varchar  名称 | Name
-- column:   area_code        varchar  所属区划代码 | Area code
-- column:   boundary_name    varchar  按谁的边界 | Whose boundary
-- column:   boundary_kind    varchar  边界来源 | Boundary source
-- column:   metres           bigint   界外（米） | Outside (m)
-- note:     只按给定的边界判断，本身没有边界的按上级的；示意边界仅供参考 | Judged by given boundaries alone, by the one above where there is none; schematic ones are only a hint
select
    stray_point.target,
    stray_point.code,
    thing_name.called as name,
    stray_point.area_code,
    current_area.area_name as boundary_name,
    stray_point.geometry_source as boundary_kind,
    round(stray_point.metres)::bigint as metres
from stray_point
inner join thing_name
    on thing_name.target = stray_point.target
    and thing_name.code = stray_point.code
    and thing_name.match_how = 'name'
left join current_area on current_area.area_code = stray_point.boundary_code
order by stray_point.metres desc, stray_point.target, stray_point.code
