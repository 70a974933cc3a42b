-- question: 有哪些组织事项？ | Which facts of organisation are recorded?
-- grain:    每个事项一行 | one row per item
-- column:   item_code  varchar  事项编号 | Item
-- column:   list_code  varchar  清单 | List
-- column:   name_zh    varchar  事项名称 | Name in Chinese
-- column:   name_en    varchar  英文名称 | Name
-- column:   quantity   double   数量 | Quantity
select item_code, list_code, name_zh, name_en, quantity
from current_reference_item
order by list_code, item_code
