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
with state as (

    select *
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)

),

closed as (

    select distinct event.problem_id
    from state
    inner join current_problem_event as event using (problem_id)
    where event.event_kind = 'closed'
        and event.happened_at <= state.seen_at

),

back as (

    select
        problem_return.problem_id,
        bool_or(problem_return.return_kind = 'reopened') as is_reopened,
        bool_or(problem_return.return_kind <> 'reopened') as is_found_again
    from problem_return
    inner join state using (problem_id)
    where problem_return.returned_at <= state.seen_at
    group by problem_return.problem_id

)

select
    state.problem_category,
    count(*) as found,
    count(closed.problem_id) as closed_ever,
    count(*) filter (back.is_reopened) as reopened,
    count(*) filter (back.is_found_again) as found_again,
    count(back.problem_id) as relapsed,
    share(count(back.problem_id), count(closed.problem_id)) as relapsed_share
from state
left join closed using (problem_id)
left join back using (problem_id)
group by state.problem_category
order by relapsed_share desc nulls last, relapsed desc, found desc, state.problem_category
