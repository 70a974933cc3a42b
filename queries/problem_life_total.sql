-- question: 问题从发现到销号走了多远，别的组看过多少，又反弹了多少？ | How far have problems come, how many did another team see, how many came back?
-- grain:    一行 | one row
-- metric:   M31 M32 按流转环节 | M31 M32 by life-cycle
-- metric:   M35 复发率 = 销号后复发 / 曾销号；复发指核查反弹、认定复发，或同地同类在窗口内再次发现 | M35 Recurrence = back after closing / ever closed; back is what fails verification, is judged to recur, or is found again at the same place in the same category within the window
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   found                    bigint  发现（个） | Found
-- column:   assigned                 bigint  交办（个） | Assigned
-- column:   fixed                    bigint  整改（个） | Fixed
-- column:   fixed_on_site            bigint  现场整改（个） | Fixed on site
-- column:   fixed_on_site_share      double  现场整改率 | Fixed on site
-- column:   fixed_by_date            bigint  限期内整改（个） | Fixed by the date
-- column:   verified                 bigint  复核（个） | Verified
-- column:   verified_by_other        bigint  他组复核（个） | Verified by another team
-- column:   verified_by_other_share  double  他组复核率 | Verified by another team
-- column:   closed_ever              bigint  曾销号（个） | Ever closed
-- column:   relapsed                 bigint  复发（个） | Came back
-- column:   relapsed_share           double  复发率 | Recurrence
-- column:   window_days              double  判定窗口（天） | Window
-- note:     他组复核按整改数计；由发现问题的组自己复核，或不知谁复核，均不算 | Of those fixed; a check by the team that found it, or by nobody knows whom, does not count
-- note:     没有督导登记也没有问题登记的行动，各数为空，不为 0 | Where neither visits nor problems are kept all numbers are null, never 0
with state as (

    select
        seen.*,
        visit.organisation_id as found_by
    from problem_seen($duty_on) as seen
    inner join current_problem as problem using (problem_id)
    left join current_supervision_visit as visit on visit.visit_id = problem.visit_id
    where is_within(seen.area_code, $area_code)

),

checked as (

    select state.problem_id, bool_or(event.organisation_id <> state.found_by) as is_by_other
    from state
    inner join current_problem_event as event
        on event.problem_id = state.problem_id
        and event.event_kind = 'verified'
        and event.happened_at <= state.seen_at
        and (state.reopened_at is null or event.happened_at > state.reopened_at)
    group by state.problem_id

),

closed as (

    select distinct event.problem_id
    from state
    inner join current_problem_event as event using (problem_id)
    where event.event_kind = 'closed'
        and event.happened_at <= state.seen_at

),

back as (

    select distinct problem_return.problem_id
    from problem_return
    inner join state using (problem_id)
    where problem_return.returned_at <= state.seen_at

),

life as (

    select
        count(*) as found,
        count(*) filter (coalesce(state.assigned_at, state.fixed_at, state.verified_at, state.closed_at) is not null)
            as assigned,
        count(*) filter (state.fixed_at is not null) as fixed,
        count(*) filter (state.is_fixed_on_site) as fixed_on_site,
        share(count(*) filter (state.is_fixed_on_site), count(*)) as fixed_on_site_share,
        count(*) filter (state.fixed_at <= state.due_at) as fixed_by_date,
        count(*) filter (coalesce(state.verified_at, state.closed_at) is not null) as verified,
        count(*) filter (checked.is_by_other) as verified_by_other,
        share(count(*) filter (checked.is_by_other), count(*) filter (state.fixed_at is not null)) as verified_by_other_share,
        count(closed.problem_id) as closed_ever,
        count(back.problem_id) as relapsed,
        share(count(back.problem_id), count(closed.problem_id)) as relapsed_share
    from state
    left join checked using (problem_id)
    left join closed using (problem_id)
    left join back using (problem_id)

),

kept as (select problems_are_kept() as is_kept)

select
    life.*,
    norm_value('recurrence_days') as window_days
from kept
left join life on kept.is_kept
