-- question: 资金从哪里来？ | Where does the money come from?
-- grain:    当日结束前每类资金和出资单位一行；最大的在前 | one row per kind of fund and unit that gave it, by the end of the day; the largest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   fund_kind          varchar  资金来源代码 | Source code
-- column:   name_zh            varchar  资金来源 | Source in Chinese
-- column:   name_en            varchar  资金来源（英文） | Source
-- column:   organisation_id    varchar  单位编号 | Unit id
-- column:   organisation_name  varchar  单位 | Unit
-- column:   gifts              bigint   笔数（笔） | Payments
-- column:   in_yuan            bigint   收入（元） | In (yuan)
select
    fund.fund_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    fund.organisation_id,
    any_value(organisation.organisation_name) as organisation_name,
    count(*) as gifts,
    sum(fund.yuan)::bigint as in_yuan
from current_fund_movement as fund
left join current_organisation as organisation using (organisation_id)
left join code_list
    on code_list.column_name = 'fund_kind'
    and code_list.code = fund.fund_kind
where fund.fund_flow = 'in'
    and fund.moved_on <= $duty_on
    and is_within(fund.area_code, $area_code)
group by fund.fund_kind, fund.organisation_id
order by in_yuan desc, fund.fund_kind, fund.organisation_id
