-- question: 各类场所检查了多少家？ | How many premises of each kind were checked?
-- grain:    每类场所一行 | one row per kind of site
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   site_kind      varchar  场所类型代码 | Kind code
-- column:   name_zh        varchar  场所类型 | Kind in Chinese
-- column:   name_en        varchar  场所类型（英文） | Kind
-- column:   sites_checked  bigint   检查（家） | Checked
-- column:   sites_failed   bigint   不合格（家） | Failed
select
    item.site_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    sum(item.sites_checked)::bigint as sites_checked,
    sum(item.sites_failed)::bigint as sites_failed
from current_check_item as item
inner join current_supervision_visit as visit using (visit_id)
left join code_list
    on code_list.column_name = 'site_kind'
    and code_list.code = item.site_kind
where visit.arrived_at::date <= $duty_on
    and is_within(visit.area_code, $area_code)
group by item.site_kind
order by sites_checked desc, item.site_kind
