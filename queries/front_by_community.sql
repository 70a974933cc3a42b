-- question: 哪些社区没有临时党组织，缺哪个席位？ | Which communities have no temporary branch, and which seat is empty?
-- grain:    范围内每个村居一行，空缺席位最多的在前 | one row per community in scope, most empty seats first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   area_code      varchar  社区代码 | Community code
-- column:   name           varchar  社区（村） | Community
-- column:   township_name  varchar  镇街 | Township
-- column:   lon            double   经度（度） | Longitude
-- column:   lat            double   纬度（度） | Latitude
-- column:   branches       bigint   临时党组织（个） | Temporary branches
-- column:   seats          bigint   席位（个） | Seats
-- column:   seats_empty    bigint   空缺席位（个） | Seats empty
-- column:   empty_zh       varchar  空缺席位 | Empty seats in Chinese
-- column:   empty_en       varchar  空缺席位（英文） | Empty seats
-- column:   is_complete    boolean  组织健全 | Complete
-- note:     有临时党组织且“3+2”席位满员为健全；没有此类记录的地方记为空 | Complete: a temporary branch and no seat empty; null where no such record is kept
select
    front.area_code,
    front.name,
    township.area_name as township_name,
    front.lon,
    front.lat,
    front.branches,
    front.seats,
    front.seats_empty,
    front.empty_zh,
    front.empty_en,
    front.is_complete
from community_front as front
left join current_area as township on township.area_code = front.township_code
where is_within(front.area_code, $area_code)
order by
    front.is_complete nulls last,
    coalesce(front.seats_empty, 0) + (coalesce(front.branches, 1) = 0)::integer desc,
    front.area_code
