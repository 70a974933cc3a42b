-- question: 有哪些地方可选？ | Which places can be chosen?
-- grain:    范围内每个地方一行，上级在前；再每个片区一行 | one row per area in scope, parents before children, then one per functional zone
-- column:   area_code      varchar  区划或片区代码 | Area or zone code
-- column:   area_name      varchar  名称 | Name
-- column:   area_level     varchar  层级代码；片区为 zone | Level code; zone for a zone
-- column:   parent_code    varchar  上级代码；片区为空 | Parent code; null for a zone
-- column:   township_code  varchar  镇街代码 | Township code
-- column:   lon            double   经度（度） | Longitude
-- column:   lat            double   纬度（度） | Latitude
-- column:   list_name      varchar  片区所属清单 | List of the zone
-- column:   members        varchar  片区成员代码，以换行分隔 | Codes of the zone's members, a line each
-- note:     片区取自部署的 rules/zone.csv 与 rules/zone_member.csv，可跨区划、可重叠，不计入任何地方的个数 | Zones are those of the deployment's rules/zone.csv and rules/zone_member.csv; they may cross areas and overlap, and are never counted as a place
select area_code, area_name, area_level, parent_code, township_code, lon, lat, list_name, members
from place_choice
order by place_no
