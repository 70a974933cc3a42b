-- question: 有哪些小区？ | Which compounds are there?
-- grain:    目前所知的每个小区一行 | one row per compound as known now
-- column:   compound_id    varchar  小区编号 | Compound id
-- column:   compound_name  varchar  小区 | Compound
-- column:   area_code      varchar  所在区划代码 | Area code
select compound_id, compound_name, area_code
from current_compound
inner join current_area using (area_code)
order by area_code, compound_id
