-- question: 组织事项各有几项？ | How many items does each list of organisation have?
-- grain:    每类组织事项一行 | one row per list
-- column:   list_code  varchar  清单代码 | List code
-- column:   name_zh    varchar  清单 | List in Chinese
-- column:   name_en    varchar  清单（英文） | List
-- column:   items      bigint   事项（项） | Items
-- column:   quantity   double   数量合计 | Quantity in all
select
    item.list_code,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    count(*) as items,
    sum(item.quantity) as quantity
from current_reference_item as item
left join code_list
    on code_list.column_name = 'list_code'
    and code_list.code = item.list_code
group by item.list_code
order by item.list_code
