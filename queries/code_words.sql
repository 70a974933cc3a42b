-- question: 各代码是什么意思？ | What do the codes mean?
-- grain:    one row per code
-- column:   column_name  varchar  列 | Column
-- column:   code         varchar  代码 | Code
-- column:   name_zh      varchar  中文 | Chinese
-- column:   name_en      varchar  英文 | English
select column_name, code, name_zh, name_en
from code_list
order by column_name, sort_order, code
