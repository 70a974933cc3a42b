-- question: 各代码是什么意思？ | What do the codes mean?
-- grain:    每个代码一行；片区所属的种类是 zone_list 的代码 | one row per code; the lists that zones belong to are codes of zone_list
-- column:   column_name  varchar  列 | Column
-- column:   code         varchar  代码 | Code
-- column:   name_zh      varchar  中文 | Chinese
-- column:   name_en      varchar  英文 | English
with word as (

    select column_name, code, name_zh, name_en, sort_order
    from code_list

    union all

    select distinct 'zone_list', list_name, list_name, list_name_en, 0
    from zone

)

select column_name, code, name_zh, name_en
from word
order by column_name, sort_order, code
