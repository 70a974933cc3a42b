-- question: 派出的人为什么结束？ | Why did assignments end?
-- grain:    每个原因一行；小于小单元抑制线的计数为空值 | one row per reason; a count under the small-cell norm is null
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   end_reason     varchar  结束原因 | Reason
-- column:   people         bigint   人数（人） | People
-- column:   is_suppressed  boolean  少于抑制线 | Too few to show
-- note:     只计人数，不列个人；未说明的不列 | Counts only; those without a reason are left out
with ended as (

    select end_reason, count(distinct person_id) as people
    from current_dispatch
    where ended_at::date <= $duty_on
        and end_reason is not null
        and is_within(area_code, $area_code)
    group by end_reason

)

select
    ended.end_reason,
    case when ended.people >= norm_value('small_cell') then ended.people end as people,
    ended.people < norm_value('small_cell') as is_suppressed
from ended
order by ended.end_reason
