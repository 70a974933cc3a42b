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
    '点对点通知须填问题编号' as expected_zh,
    'a point-to-point notice names its problem' as expected_en
from bulletin
where bulletin_kind = 'point_to_point'
    and problem_id is null

union all

select
    sheet_no,
    row_no,
    'organisation_id',
    '点对点通知须填对象单位编号',
    'a point-to-point notice names the unit told'
from bulletin
where bulletin_kind = 'point_to_point'
    and organisation_id is null

union all

select
    bulletin.sheet_no,
    bulletin.row_no,
    'issued_at',
    '不得早于问题的发现时间（' || strftime(max(found_problem.found_at), '%Y-%m-%d %H:%M') || '）',
    'not before the problem was found (' || strftime(max(found_problem.found_at), '%Y-%m-%d %H:%M') || ')'
from bulletin
inner join found_problem using (problem_id)
group by bulletin.sheet_no, bulletin.row_no, bulletin.issued_at
having bulletin.issued_at < min(found_problem.found_at)
