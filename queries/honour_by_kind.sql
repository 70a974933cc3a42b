-- question: 各种表扬激励有多少？ | How many honours of each kind?
-- grain:    当日结束前范围内每类表扬一行；只计数，不列人 | one row per kind of honour given in the scope by the end of the day; counts, never persons
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   honour_kind  varchar  形式代码 | Honour code
-- column:   name_zh      varchar  形式 | Honour in Chinese
-- column:   name_en      varchar  形式（英文） | Honour
-- column:   recipients   bigint   数量 | Recipients
select
    honour.honour_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    sum(honour.recipients)::bigint as recipients
from current_commendation as honour
left join code_list
    on code_list.column_name = 'honour_kind'
    and code_list.code = honour.honour_kind
where honour.awarded_on <= $duty_on
    and is_within(honour.area_code, $area_code)
group by honour.honour_kind
order by any_value(code_list.sort_order), honour.honour_kind
