-- question: 资金用在了什么地方？ | What was the money spent on?
-- grain:    当日结束前支出的每种用途一行，最大的在前；空值为未注明 | one row per purpose that money went out for by the end of the day, the largest first; null: not stated
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   fund_purpose  varchar  用途代码 | Purpose code
-- column:   name_zh       varchar  用途 | Purpose in Chinese
-- column:   name_en       varchar  用途（英文） | Purpose
-- column:   payments      bigint   笔数（笔） | Payments
-- column:   out_yuan      bigint   支出（元） | Out (yuan)
select
    fund.fund_purpose,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    count(*) as payments,
    sum(fund.yuan)::bigint as out_yuan
from current_fund_movement as fund
left join code_list
    on code_list.column_name = 'fund_purpose'
    and code_list.code = fund.fund_purpose
where fund.fund_flow = 'out'
    and fund.moved_on <= $duty_on
    and is_within(fund.area_code, $area_code)
group by fund.fund_purpose
order by out_yuan desc, fund.fund_purpose
