-- question: 有哪些督导组？ | Which supervision teams are there?
-- grain:    每个督导组一行 | one row per team that supervises
-- column:   organisation_id    varchar  单位编号 | Unit id
-- column:   organisation_name  varchar  督导组 | Supervision team
select organisation_id, organisation_name
from current_organisation
where organisation_kind in ('discipline_team', 'township_team', 'appraisal_team')
order by organisation_name, organisation_id
