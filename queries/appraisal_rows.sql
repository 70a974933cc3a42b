-- question: 考察各数由哪些走访和镇街相加而成？ | Which visits and townships add up to the numbers of appraisal?
-- grain:    每次考察走访和每个待考察的镇街一行；最近的走访在前 | one row per appraisal visit, and per township to be appraised; latest visit first
-- metric:   appraised appraised_townships appraised_departments appraisal_teams 按记录 | appraised appraised_townships appraised_departments appraisal_teams by record
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   unit_name  varchar  被考察部门 | Department visited
-- column:   team_name  varchar  考察组 | Team
-- column:   arrived_at  timestamptz  到达 | Arrived
-- column:   visits  bigint  计走访一次 | Counted as a visit
-- column:   teams  bigint  计考察组一个 | Counted as a team
-- column:   townships  bigint  计已考察镇街 | Counted as a township appraised
-- column:   departments  bigint  计已考察部门 | Counted as a department appraised
-- column:   units  bigint  计已考察 | Counted as appraised
-- column:   townships_due  bigint  计应考察镇街 | Counted as a township due
-- column:   departments_due  bigint  计应考察部门 | Counted as a department due
-- column:   units_due  bigint  计应考察 | Counted as due
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     镇街、部门、考察组各计其首次走访 | Each township, department and team counts at its first visit
with visit as (

    select record.*, area.township_code, record.arrived_at::date <= $duty_on as is_made
    from supervision_visit_as_of((select known_at from board)) as record
    inner join current_area as area using (area_code)
    where record.stream = 'appraisal'
        and record.visit_id in (select current_supervision_visit.visit_id from current_supervision_visit)

),

counted as (

    select
        *,
        is_made and row_number() over (partition by organisation_id order by not is_made, arrived_at, visit_id) = 1
            and organisation_id is not null as is_team,
        is_made and visited_organisation_id is null and township_code is not null and row_number() over (
            partition by township_code order by not is_made or visited_organisation_id is not null, arrived_at, visit_id
        ) = 1 as is_township,
        visited_organisation_id is not null and row_number() over (
            partition by visited_organisation_id order by not is_made, arrived_at, visit_id
        ) = 1 as is_department
    from visit
    where is_within(area_code, $area_code)

),

told as (

    select
        'supervision_visit' as record_table,
        visit_id as record_id,
        area_code,
        visited_organisation_id,
        organisation_id,
        arrived_at,
        is_made::integer as visits,
        is_team::integer as teams,
        is_township::integer as townships,
        (is_department and is_made)::integer as departments,
        0 as townships_due,
        is_department::integer as departments_due,
        batch_id,
        row_no
    from counted

    union all

    select 'area', area_code, area_code, null, null, null, 0, 0, 0, 0, 1, 0, batch_id, row_no
    from area_as_of((select known_at from board))
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)
        and (select count(*) from visit) > 0

)

select
    told.area_code,
    place.area_name as name,
    unit.organisation_name as unit_name,
    team.organisation_name as team_name,
    told.arrived_at,
    told.visits::bigint as visits,
    told.teams::bigint as teams,
    told.townships::bigint as townships,
    told.departments::bigint as departments,
    (told.townships + told.departments)::bigint as units,
    told.townships_due::bigint as townships_due,
    told.departments_due::bigint as departments_due,
    (told.townships_due + told.departments_due)::bigint as units_due,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join batch using (batch_id)
left join current_area as place on place.area_code = told.area_code
left join current_organisation as unit on unit.organisation_id = told.visited_organisation_id
left join current_organisation as team on team.organisation_id = told.organisation_id
order by told.arrived_at desc nulls last, told.record_table desc, told.record_id
