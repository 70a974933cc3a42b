-- question: 每个问题我们掌握什么？ | What do we hold of each problem?
-- grain:    当日为止发现的每个问题一行 | one row per problem found up to the day
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   problem_id        varchar      问题编号 | Problem
-- column:   visit_id          varchar      走访编号 | Visit
-- column:   stream            varchar      督导队伍 | Stream
-- column:   area_code         varchar      问题区划代码 | Area code
-- column:   area_name         varchar      地点 | Place
-- column:   township_name     varchar      所属镇街 | Township
-- column:   checkpoint_id     varchar      卡点编号 | Checkpoint
-- column:   problem_category  varchar      问题类别 | Category
-- column:   severity          integer      严重程度（1至4） | Severity (1–4)
-- column:   is_common         boolean      共性问题 | Common
-- column:   found_at          timestamptz  发现时间 | Found at
-- column:   due_at            timestamptz  整改期限 | Due at
-- column:   is_fixed_on_site  boolean      现场整改 | Fixed on site
-- column:   organisation_id   varchar      责任单位编号 | Unit id
-- column:   unit_name         varchar      责任单位 | Unit
-- column:   recurrence_of_id  varchar      复发自问题编号 | Recurrence of
-- column:   is_fixed          boolean      是否已整改 | Fixed
-- column:   fixed_at          timestamptz  整改完成时间 | Fixed at
-- column:   is_closed         boolean      是否销号 | Closed
-- column:   is_overdue        boolean      是否超期 | Overdue
select
    problem.problem_id,
    problem.visit_id,
    problem.stream,
    problem.area_code,
    area.area_name,
    township.area_name as township_name,
    problem.checkpoint_id,
    problem.problem_category,
    problem.severity,
    problem.is_common,
    problem.found_at,
    problem.due_at,
    problem.is_fixed_on_site,
    problem.organisation_id,
    unit.organisation_name as unit_name,
    problem.recurrence_of_id,
    seen.fixed_at is not null as is_fixed,
    seen.fixed_at,
    seen.closed_at is not null as is_closed,
    seen.is_overdue
from problem_seen($duty_on) as seen
inner join current_problem as problem using (problem_id)
left join current_organisation as unit on unit.organisation_id = problem.organisation_id
left join current_area as area on area.area_code = problem.area_code
left join current_area as township on township.area_code = area.township_code
where is_within(problem.area_code, $area_code)
    and is_checkpoint(problem.checkpoint_id, $checkpoint_id)
order by problem.found_at, problem.problem_id
