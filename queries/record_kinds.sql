-- question: 本部署登记哪几类记录？ | Which kinds of records does this deployment keep?
-- grain:    one row per kind that a deployment may do without
-- column:   record_kind  varchar  记录类别代码 | Kind of record
-- column:   is_kept      boolean  有登记或应报 | Kept
-- note:     有应报清单的，一条未到也算登记：那是未报 | A kind that somebody must report is kept although nothing has come: that is silence
with kind as (

    select 'appraisal' as record_kind, count(*) as records from supervision_visit where stream = 'appraisal'
    union all
    select 'care_measure', count(*) from care_measure
    union all
    select 'commendation', count(*) from commendation
    union all
    select 'compound_check', count(*) from compound_check
    union all
    select 'data_request', count(*) from data_request
    union all
    select 'dispatch', count(*) from dispatch
    union all
    select 'fund_movement', count(*) from fund_movement
    union all
    select 'grid_seat', count(*) from grid_seat
    union all
    select 'ledger_return', count(*) from ledger_return
    union all
    select 'group_with_members', count(*)
    from organisation
    where organisation_kind in (
        'task_force', 'task_group', 'work_group', 'supervision_team', 'discipline_team', 'cadre_group'
    )
        and organisation_id in (
            select listed.organisation_id from people_of_units((select clock_at::date from board)) as listed
        )
    union all
    select 'passage_hour', count(*) from passage_hour
    union all
    select 'pledged_post', count(*) from pledged_post
    union all
    select 'problem', count(*) from problem
    union all
    select 'reinforcement_request', count(*) from reinforcement_request
    union all
    select 'rest_order', count(*) from rest_order
    union all
    select 'spot_check', count(*) from spot_check
    union all
    select 'supervision_visit', count(*) from supervision_visit
    union all
    select 'supply_movement', count(*) from supply_movement
    union all
    select 'temporary_branch', count(*) from organisation where organisation_kind = 'temporary_branch'
    union all
    select 'volunteer_registration', count(*) from volunteer_registration
    union all
    select 'volunteer_service', count(*) from volunteer_service

)

select
    record_kind,
    records > 0 or record_kind in (select report_source from expected_report) as is_kept
from kind
order by record_kind
