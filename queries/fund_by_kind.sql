-- question: 各类资金收了多少、支了多少？ | How much of each fund came in and went out?
-- grain:    当日结束前范围内有收支的每类资金一行 | one row per kind of fund with a movement in the scope by the end of the day
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   fund_kind     varchar  资金来源代码 | Source code
-- column:   name_zh       varchar  资金来源 | Source in Chinese
-- column:   name_en       varchar  资金来源（英文） | Source
-- column:   in_yuan       bigint   收入（元） | In (yuan)
-- column:   out_yuan      bigint   支出（元） | Out (yuan)
-- column:   balance_yuan  bigint   结余（元） | Balance (yuan)
-- note:     只有支出的地方由上级拨付，没有结余可言 | Where money only goes out it is paid from above; there is no balance
select
    fund.fund_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    coalesce(sum(fund.yuan) filter (fund.fund_flow = 'in'), 0)::bigint as in_yuan,
    coalesce(sum(fund.yuan) filter (fund.fund_flow = 'out'), 0)::bigint as out_yuan,
    case when count(*) filter (fund.fund_flow = 'in') > 0
        then sum(case when fund.fund_flow = 'in' then fund.yuan else -fund.yuan end) end::bigint as balance_yuan
from current_fund_movement as fund
left join code_list
    on code_list.column_name = 'fund_kind'
    and code_list.code = fund.fund_kind
where fund.moved_on <= $duty_on
    and is_within(fund.area_code, $area_code)
group by fund.fund_kind
order by any_value(code_list.sort_order), fund.fund_kind
