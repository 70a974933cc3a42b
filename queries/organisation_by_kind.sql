-- question: 各类队伍和单位有多少，多少人？ | How many teams and units of each kind, and with how many people?
-- grain:    每类单位一行 | one row per kind of unit
-- column:   organisation_kind  varchar  单位类型代码 | Kind code
-- column:   name_zh            varchar  单位类型 | Kind in Chinese
-- column:   name_en            varchar  单位类型（英文） | Kind
-- column:   organisations      bigint   单位（个） | Units
-- column:   people             bigint   人员（人） | People
select
    organisation.organisation_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    count(distinct organisation.organisation_id) as organisations,
    count(distinct person.person_id) as people
from current_organisation as organisation
left join current_person as person using (organisation_id)
left join code_list
    on code_list.column_name = 'organisation_kind'
    and code_list.code = organisation.organisation_kind
group by organisation.organisation_kind
order by organisation.organisation_kind
