-- question: 哪些问题马上到期或已经超期？ | Which problems are due soon or past due?
-- grain:    每个超期或将到期的未销号问题一行，超期最久的在前 | one row per open problem past due or due soon, longest past due first
-- metric:   M34 按件 | M34 by item
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   problem_id     varchar      问题编号 | Problem
-- column:   area_code      varchar      区划代码 | Area code
-- column:   name           varchar      地点 | Place
-- column:   township_name  varchar      镇街 | Township
-- column:   category_zh    varchar      类别 | Category in Chinese
-- column:   category_en    varchar      类别（英文） | Category
-- column:   severity       integer      严重程度（1至4） | Severity (1–4)
-- column:   due_at         timestamptz  整改期限 | Due at
-- column:   hours_left     double       剩余（小时） | Hours left
-- column:   overdue_hours  double       超期（小时） | Overdue (h)
-- column:   is_overdue     boolean      是否超期 | Overdue
select
    problem.problem_id,
    problem.area_code,
    problem.name,
    problem.township_name,
    code_list.name_zh as category_zh,
    code_list.name_en as category_en,
    problem.severity,
    problem.due_at,
    case when not problem.is_overdue then date_diff('second', problem.seen_at, problem.due_at) / 3600.0 end as hours_left,
    case when problem.is_overdue then date_diff('second', problem.due_at, problem.seen_at) / 3600.0 end as overdue_hours,
    problem.is_overdue
from problem_seen($duty_on) as problem
left join code_list
    on code_list.column_name = 'problem_category'
    and code_list.code = problem.problem_category
where problem.problem_status = 'open'
    and problem.name is not null
    and is_within(problem.area_code, $area_code)
    and problem.due_at <= problem.seen_at + to_minutes((norm_value('due_soon_hours') * 60)::bigint)
order by problem.due_at, problem.severity desc, problem.problem_id
