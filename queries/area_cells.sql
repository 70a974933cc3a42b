-- question: 各镇街在图上是什么形状？ | What shape has each township on the map?
-- grain:    范围内每个镇街一行 | one row per township in scope
-- column:   area_code        varchar  镇街代码 | Township code
-- column:   name             varchar  镇街 | Township
-- column:   lon              double   经度（度） | Longitude
-- column:   lat              double   纬度（度） | Latitude
-- column:   wkb              blob     边界（WKB，WGS 84） | Boundary (WKB, WGS 84)
-- column:   geometry_source  varchar  边界来源 | Source of the boundary
-- column:   approval_note    varchar  审图号 | Approval number
select
    current_area.area_code,
    current_area.area_name as name,
    current_area.lon,
    current_area.lat,
    area_geometry.wkb,
    area_geometry.geometry_source,
    area_geometry.approval_note
from current_area
left join area_geometry using (area_code)
where current_area.area_level = 'township'
    and current_area.is_in_scope
order by current_area.area_code
