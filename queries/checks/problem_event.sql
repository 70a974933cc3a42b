-- Nothing can be done about a problem before it was found. What is handed in now replaces what was known.
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
    problem_event.sheet_no,
    problem_event.row_no,
    'happened_at' as column_name,
    'RULE-44' as fault_code,
    json_object('found_at', strftime(max(found_problem.found_at), '%Y-%m-%d %H:%M')) as given
from problem_event
inner join found_problem using (problem_id)
group by problem_event.sheet_no, problem_event.row_no, problem_event.happened_at
having problem_event.happened_at < min(found_problem.found_at)
