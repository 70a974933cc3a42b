-- question: 地方和单位叫什么、曾叫什么、又叫什么？ | What are places and units called, were called, and are also called?
-- grain:    每个地方、卡点、小区或单位及其每个名称一行 | one row per place, checkpoint, compound or unit and each of its names
-- column:   target     varchar  种类 | What it is
-- column:   code       varchar  编号 | Code
-- column:   called     varchar  名称 | Name
-- column:   match_how  varchar  名称的性质 | Kind of name
-- column:   area_code  varchar  上级或所在区划代码 | Area it lies in
-- note:     又名与另一版代码取自部署的 rules/place_name.csv | Other names and codes are those of the deployment's rules/place_name.csv
select target, code, called, match_how, area_code
from thing_name
order by target, code, array_position(['name', 'former', 'alias'], match_how), called
