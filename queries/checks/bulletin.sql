-- A point-to-point notice names the problem and the unit that must fix it; nobody is told of a problem before it was found.
with found_problem as (

    select problem_id, found_at
    from problem
    where problem_id is not null

    union all

    select problem_id, found_at
    from known.problem
    where problem_id not in (select problem_id from problem where problem_id is not null)

)

select
    sheet_no,
    row_no,
    'problem_id' as column_name,
    'RULE-07' as fault_code,
    null as given
from bulletin
where bulletin_kind = 'point_to_point'
    and problem_id is null

union all

select
    sheet_no,
    row_no,
    'organisation_id',
    'RULE-08',
    null
from bulletin
where bulletin_kind = 'point_to_point'
    and organisation_id is null

union all

select
    bulletin.sheet_no,
    bulletin.row_no,
    'issued_at',
    'RULE-41',
    json_object('found_at', strftime(max(found_problem.found_at), '%Y-%m-%d %H:%M'))
from bulletin
inner join found_problem using (problem_id)
group by bulletin.sheet_no, bulletin.row_no, bulletin.issued_at
having bulletin.issued_at < min(found_problem.found_at)
