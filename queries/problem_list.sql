-- question: 哪些问题还开着，谁的期限过了？ | Which problems are open, and which are past due?
-- grain:    每个未整改的问题一行，超期最久的在前 | one row per problem not yet fixed, most overdue first
-- metric:   M34 按件 | M34 by item
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   problem_id        varchar      问题编号 | Problem
-- column:   area_code         varchar      区划代码 | Area code
-- column:   name              varchar      地点 | Place
-- column:   township_name     varchar      镇街 | Township
-- column:   lon               double       经度（度） | Longitude
-- column:   lat               double       纬度（度） | Latitude
-- column:   category_zh       varchar      类别 | Category in Chinese
-- column:   category_en       varchar      类别（英文） | Category
-- column:   severity          integer      严重程度（1至4） | Severity (1–4)
-- column:   found_at          timestamptz  发现时间 | Found at
-- column:   due_at            timestamptz  整改期限 | Due at
-- column:   overdue_hours     double       超期（小时） | Overdue (h)
-- column:   is_overdue        boolean      是否超期 | Overdue
-- column:   is_reopened       boolean      反弹 | Relapsed
-- note:     未超期的问题，超期小时数为空 | Before a problem is past due its overdue hours are null
select
    problem.problem_id,
    problem.area_code,
    problem.name,
    problem.township_name,
    problem.lon,
    problem.lat,
    code_list.name_zh as category_zh,
    code_list.name_en as category_en,
    problem.severity,
    problem.found_at,
    problem.due_at,
    case when problem.is_overdue then date_diff('second', problem.due_at, problem.seen_at) / 3600.0 end as overdue_hours,
    problem.is_overdue,
    problem.reopened_at is not null as is_reopened
from problem_seen($duty_on) as problem
left join code_list
    on code_list.column_name = 'problem_category'
    and code_list.code = problem.problem_category
where problem.problem_status = 'open'
    and problem.name is not null
    and is_within(problem.area_code, $area_code)
order by overdue_hours desc nulls last, problem.severity desc, problem.problem_id
