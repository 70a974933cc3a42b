-- Which kinds of records are kept here: one row per kind that a deployment may do without.
create table record_kind as
with kind as (

    select 'accountability' as record_kind, count(*) as records from accountability
    union all
    select 'appraisal', count(*) from supervision_visit where stream = 'appraisal'
    union all
    select 'bulletin', count(*) from bulletin
    union all
    select 'care_measure', count(*) from care_measure
    union all
    select 'commendation', count(*) from commendation
    union all
    select 'compound', count(*) from compound
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
            select listed.organisation_id from people_of_units(clock()::date) as listed
        )
    union all
    select 'passage_hour', count(*) from passage_hour
    union all
    select 'permit_count', count(*) from permit_count
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
    select 'suggestion', count(*) from suggestion
    union all
    select 'supervision_visit', count(*) from supervision_visit
    union all
    select 'supply_movement', count(*) from supply_movement
    union all
    select 'team', count(*)
    from organisation
    where organisation_kind in ('service_team', 'commando_team', 'volunteer_team')
    union all
    select 'temporary_branch', count(*) from organisation where organisation_kind = 'temporary_branch'
    union all
    select 'training', count(*) from training
    union all
    select 'volunteer_registration', count(*) from volunteer_registration
    union all
    select 'volunteer_service', count(*) from volunteer_service

)

select
    record_kind,
    records > 0 or record_kind in (select report_source from expected_report) as is_kept
from kind;

create macro kinds_kept() as (
    select coalesce(list(kind.record_kind order by kind.record_kind), []::varchar[])
    from record_kind as kind
    where kind.is_kept
);

-- Whether such records are kept here; where they are not, nobody can tell that there were none.
create macro is_kept(kind) as list_contains(kinds_kept(), kind);
