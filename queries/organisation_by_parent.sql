-- question: 哪些单位下面有哪些组？ | Which units have which groups below them?
-- grain:    每个有下属单位的单位一行 | one row per unit with others below it
-- column:   organisation_id  varchar  单位编号 | Unit id
-- column:   name             varchar  单位 | Unit
-- column:   organisations    bigint   下属（个） | Below it
select
    parent.organisation_id,
    parent.organisation_name as name,
    count(*) as organisations
from current_organisation as child
inner join current_organisation as parent on parent.organisation_id = child.parent_organisation_id
group by parent.organisation_id, parent.organisation_name
order by organisations desc, parent.organisation_id
