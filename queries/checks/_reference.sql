-- Places, units, people, checkpoints, compounds, sites, visits, problems and requests that neither the board nor what is handed in knows.
with

known_key as (

    select 'area' as target, area_code as key from known.area
    union all
    select 'area', area_code from area
    union all
    select 'organisation', organisation_id from known.organisation
    union all
    select 'organisation', organisation_id from organisation
    union all
    select 'person', person_id from known.person
    union all
    select 'person', person_id from person
    union all
    select 'checkpoint', checkpoint_id from known.checkpoint
    union all
    select 'checkpoint', checkpoint_id from checkpoint
    union all
    select 'supervision_visit', visit_id from known.supervision_visit
    union all
    select 'supervision_visit', visit_id from supervision_visit
    union all
    select 'problem', problem_id from known.problem
    union all
    select 'problem', problem_id from problem
    union all
    select 'compound', compound_id from known.compound
    union all
    select 'compound', compound_id from compound
    union all
    select 'site', site_id from known.site
    union all
    select 'site', site_id from site
    union all
    select 'data_request', data_request_id from known.data_request
    union all
    select 'data_request', data_request_id from data_request
    union all
    select 'zone', zone_code from known.zone

),

pointing as (

    -- What stands above the root is nobody's record.
    select judged_cell.*, reference.target
    from judged_cell
    inner join reference using (column_name)
    cross join setting
    left join area
        on judged_cell.column_name = 'parent_code'
        and area.sheet_no = judged_cell.sheet_no
        and area.row_no = judged_cell.row_no
    where not judged_cell.is_key
        and judged_cell.canonical is not null
        and area.area_code is distinct from setting.root_area_code

)

select
    pointing.sheet_no,
    pointing.row_no,
    pointing.column_name,
    if(near_name.names is null, 'CELL-20', 'CELL-21') as fault_code,
    json_object('title', title.title, 'target', pointing.target, 'names', near_name.names) as given
from pointing
inner join title on title.table_name = pointing.target
left join near_name
    on near_name.column_name = pointing.column_name
    and near_name.written = pointing.value
where not exists (
    select 1
    from known_key
    where known_key.key = pointing.canonical
        and (
            known_key.target = pointing.target
            -- What is assumed may be assumed of a zone; what is reported has a place in the register.
            or (known_key.target = 'zone' and pointing.table_name = 'plan' and pointing.target = 'area')
        )
)
