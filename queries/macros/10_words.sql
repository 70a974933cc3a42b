-- Words used by many questions, defined once.

create macro share(part, whole) as
    case when whole > 0 then part::double / whole end;

-- Whole seconds from one instant to another. date_diff asks the calendar for every row, which was most of the time
-- that a board took.
create macro seconds_between(from_at, to_at) as epoch_us(to_at) // 1000000 - epoch_us(from_at) // 1000000;

-- Words that stand as '中文 | English'; in one language only, they stand for both.
create macro in_chinese(said) as split_part(said, ' | ', 1);

create macro in_english(said) as split_part(said || ' | ' || said, ' | ', 2);

-- Is a place the scope or inside it? No scope: everything is.
create macro is_within(code, scope) as (
    scope is null
    or code in (select area_within.area_code from area_within where area_within.ancestor_code = scope)
);

-- The same, or does the place contain the scope, or a part of it where that is a zone?
create macro is_around(code, scope) as (
    scope is null
    or code in (select area_near.area_code from area_near where area_near.scope_code = scope)
);

-- Is a checkpoint the one in scope? No checkpoint in scope: every one is.
create macro is_checkpoint(id, scope) as (
    scope is null
    or id = scope
);

-- Is a compound the one in scope? No compound in scope: every one is.
create macro is_compound(id, scope) as (
    scope is null
    or id = scope
);

-- How far a reader of a day can see: to its end, or to the clock.
create macro seen_at(duty_day) as least(clock(), (duty_day + 1)::timestamp::timestamptz);

-- The date range is pushed inside, before versions are compared.
create macro duty_shift_between(known_by, from_on, to_on) as table
select *
from duty_shift
where recorded_at <= known_by
    and duty_on between from_on and to_on
qualify row_number() over (
    partition by duty_shift_id
    order by recorded_at desc, batch_id desc, row_no desc
) = 1 and not is_withdrawn;

-- A relapse undoes every earlier step.
create macro still(step_at, reopened_at) as
    case when reopened_at is null or step_at > reopened_at then step_at end;

-- open, fixed (someone says so), verified (another team looked), closed.
create macro status_of(fixed_at, verified_at, closed_at) as
    case
        when closed_at is not null then 'closed'
        when verified_at is not null then 'verified'
        when fixed_at is not null then 'fixed'
        else 'open'
    end;

-- Due within the hours of the norm, and not yet past due.
create macro is_due_soon(due_at, seen_at) as coalesce(
    due_at between seen_at
        and seen_at + to_minutes((norm_value('due_soon_hours') * 60)::bigint),
    false
);

-- One row per problem found by $seen_at, as known by $known_by: how far it has come.
create macro problem_state(known_by, seen_at) as table
with event as (

    select
        problem_id,
        max(happened_at) filter (event_kind = 'reopened') as reopened_at,
        max(happened_at) filter (event_kind = 'fixed') as fixed_at,
        max(happened_at) filter (event_kind = 'verified') as verified_at,
        max(happened_at) filter (event_kind = 'closed') as closed_at,
        min(happened_at) filter (event_kind = 'escalated') as escalated_at,
        min(happened_at) filter (event_kind = 'assigned') as assigned_at
    from problem_event_as_of(known_by)
    where happened_at <= seen_at
    group by problem_id

),

standing as (

    select
        problem.problem_id,
        problem.stream,
        problem.area_code,
        problem.checkpoint_id,
        problem.problem_category,
        problem.severity,
        problem.is_common,
        problem.is_fixed_on_site,
        problem.found_at,
        problem.due_at,
        event.assigned_at,
        event.escalated_at,
        event.reopened_at,
        coalesce(
            still(event.fixed_at, event.reopened_at),
            case when problem.is_fixed_on_site and event.reopened_at is null then problem.found_at end
        ) as fixed_at,
        still(event.verified_at, event.reopened_at) as verified_at,
        still(event.closed_at, event.reopened_at) as closed_at
    from problem_as_of(known_by) as problem
    left join event using (problem_id)
    where problem.found_at <= seen_at

)

select
    *,
    status_of(fixed_at, verified_at, closed_at) as problem_status,
    fixed_at is null and due_at < seen_at as is_overdue
from standing;

-- Wilson score interval at 95 % (z = 1.96): Wilson, JASA 22 (1927) 209-212.
create macro wilson_low(found, checked) as
    case when checked > 0 then
        (found::double / checked + 1.9208 / checked
            - 1.96 * sqrt(found::double / checked * (1 - found::double / checked) / checked + 0.9604 / checked / checked))
        / (1 + 3.8416 / checked)
    end;

create macro wilson_high(found, checked) as
    case when checked > 0 then
        (found::double / checked + 1.9208 / checked
            + 1.96 * sqrt(found::double / checked * (1 - found::double / checked) / checked + 0.9604 / checked / checked))
        / (1 + 3.8416 / checked)
    end;

-- What the sheet of a table is called; a file holds at most one sheet of a table.
create macro sheet_of(table_named) as (
    select tables.comment from duckdb_tables() as tables where tables.table_name = table_named
);
