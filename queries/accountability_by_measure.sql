-- question: 问责分寸如何，几件待统一审核？ | How measured is accountability, and how many proposals wait for the one review?
-- grain:    阶梯中每种方式一行，最轻的在前；不登记提议的没有行 | one row per measure of the ladder, mildest first; none where no proposals are kept
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   measure        varchar  方式 | Measure
-- column:   proposed       bigint   提议（件） | Proposed
-- column:   pending        bigint   待统一审核（件） | Waiting for review
-- column:   upheld         bigint   维持（件） | Upheld
-- column:   lightened      bigint   从轻（件） | Lightened
-- column:   dropped        bigint   不予追究（件） | Dropped
-- column:   closed_before  bigint   提议前已销号（件） | Problem closed before
-- column:   pending_days   double   待审最久（天） | Longest wait (days)
-- note:     只有件数，不涉及个人；在下级范围内，少于规则数的不显示 | Counts only, nobody named; within a smaller scope small counts are not shown
with proposal as (

    select
        proposal.measure,
        proposal.proposed_at,
        case when proposal.reviewed_at <= seen_at($duty_on) then proposal.reviewed_at end as reviewed_at,
        case when proposal.reviewed_at <= seen_at($duty_on) then proposal.outcome end as outcome,
        min(event.happened_at) < proposal.proposed_at as is_closed_before
    from current_accountability as proposal
    left join current_problem_event as event
        on event.problem_id = proposal.problem_id
        and event.event_kind = 'closed'
    where proposal.proposed_at <= seen_at($duty_on)
        and is_within(proposal.area_code, $area_code)
    group by proposal.accountability_id, proposal.measure, proposal.proposed_at, proposal.reviewed_at, proposal.outcome

),

counted as (

    select
        code_list.code as measure,
        code_list.sort_order,
        count(proposal.measure) as proposed,
        count(proposal.measure) filter (proposal.reviewed_at is null) as pending,
        count(*) filter (proposal.outcome = 'upheld') as upheld,
        count(*) filter (proposal.outcome = 'lightened') as lightened,
        count(*) filter (proposal.outcome = 'dropped') as dropped,
        count(*) filter (proposal.is_closed_before) as closed_before,
        max(date_diff('second', proposal.proposed_at, seen_at($duty_on)) / 86400.0)
            filter (proposal.reviewed_at is null)::double as pending_days
    from code_list
    left join proposal on proposal.measure = code_list.code
    where code_list.column_name = 'measure'
    group by code_list.code, code_list.sort_order

),

scope as (

    select is_within(root_area_code, $area_code) as is_whole
    from board

)

select
    counted.measure,
    -- With its parts beside it, a sum would tell the one that is hidden.
    case
        when scope.is_whole
            or not (is_small(counted.pending) or is_small(counted.upheld) or is_small(counted.lightened)
                or is_small(counted.dropped))
            then counted.proposed
    end as proposed,
    case when scope.is_whole then counted.pending else guarded(counted.pending) end as pending,
    case when scope.is_whole then counted.upheld else guarded(counted.upheld) end as upheld,
    case when scope.is_whole then counted.lightened else guarded(counted.lightened) end as lightened,
    case when scope.is_whole then counted.dropped else guarded(counted.dropped) end as dropped,
    case when scope.is_whole then counted.closed_before else guarded(counted.closed_before) end as closed_before,
    case when scope.is_whole or guarded(counted.pending) is not null then counted.pending_days end as pending_days
from counted
cross join scope
where is_kept('accountability')
order by counted.sort_order
