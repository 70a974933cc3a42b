-- question: 志愿服务做的是什么？ | What did volunteers do?
-- grain:    每种服务类型一行，时长最多的在前 | one row per task, most hours first
-- metric:   M22 按服务类型 | M22 by task
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   task_kind       varchar  服务类型 | Task
-- column:   sessions        bigint   服务（次） | Sessions
-- column:   volunteers      bigint   服务人数（人） | Active volunteers
-- column:   credited_hours  double   认定时长（小时） | Credited hours
select
    task_kind,
    count(*) as sessions,
    count(distinct person_id) filter (credited_minutes > 0) as volunteers,
    sum(credited_minutes)::double / 60 as credited_hours
from service_credit
where served_on <= $duty_on
    and is_within(area_code, $area_code)
group by task_kind
order by credited_hours desc, task_kind
