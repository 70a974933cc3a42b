-- question: 有哪些地方可选？ | Which places can be chosen?
-- grain:    one row per area in scope, parents before children
-- column:   area_code      varchar  区划代码 | Area code
-- column:   area_name      varchar  名称 | Name
-- column:   area_level     varchar  层级代码 | Level code
-- column:   parent_code    varchar  上级代码 | Parent code
-- column:   township_code  varchar  镇街代码 | Township code
-- column:   lon            double   经度（度） | Longitude
-- column:   lat            double   纬度（度） | Latitude
select area_code, area_name, area_level, parent_code, township_code, lon, lat
from current_area
where is_in_scope
order by length(area_code), area_code
