-- question: 哪类问题销号后又回来？ | Which kinds of problem come back after they were closed?
-- grain:    每个有问题的类别一行，复发率最高的在前 | one row per category with problems, highest recurrence first
-- metric:   M35 按类别 | M35 by category
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   problem_category  varchar  问题类别 | Category
-- column:   found             bigint   发现（个） | Found
-- column:   closed_ever       bigint   曾销号（个） | Ever closed
-- column:   reopened          bigint   核查后反弹（个） | Reopened
-- column:   found_again       bigint   再次发现（个） | Found again
-- column:   relapsed          bigint   复发（个） | Came back
-- column:   relapsed_share    double   复发率 | Recurrence
with counted as (

    select
        problem_category,
        count(*) as found,
        count(*) filter (was_closed) as closed_ever,
        count(*) filter (back_reopened_at <= seen_at) as reopened,
        count(*) filter (back_found_at <= seen_at) as found_again,
        count(*) filter (back_reopened_at <= seen_at or back_found_at <= seen_at) as relapsed
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)
    group by problem_category

)

select *, share(relapsed, closed_ever) as relapsed_share
from counted
order by relapsed_share desc nulls last, relapsed desc, found desc, problem_category
