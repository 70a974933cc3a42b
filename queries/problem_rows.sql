-- question: 各问题走到哪一步，计入哪些数？ | How far has each problem come, and in which counts is it?
-- grain:    当日为止发现的每个问题一行，超期的在前，未销号次之，再按最早 | one row per problem found up to the day, overdue first, then open, then the oldest
-- metric:   M31 M32 M33 M34 M35 按问题 | M31 M32 M33 M34 M35 by problem
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   township_name  varchar  镇街 | Township
-- column:   problem_category  varchar  类别 | Category
-- column:   found_at  timestamptz  发现时间 | Found at
-- column:   due_at  timestamptz  整改期限 | Due at
-- column:   found  bigint  计发现 | Counted as found
-- column:   open  bigint  计未整改 | Counted as open
-- column:   overdue  bigint  计超期 | Counted as overdue
-- column:   due_soon  bigint  计即将到期 | Counted as due soon
-- column:   fixed  bigint  计已整改 | Counted as fixed
-- column:   fixed_on_site  bigint  计现场整改 | Counted as fixed on site
-- column:   verified_by_other  bigint  计他组复核 | Counted as verified by others
-- column:   closed  bigint  计已销号 | Counted as closed
-- column:   closed_ever  bigint  计曾销号 | Counted as ever closed
-- column:   relapsed  bigint  计复发 | Counted as come back
-- column:   hours  double  至销号或至今（小时） | To closure or until now (h)
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
with state as (

    select seen.*, visit.organisation_id as found_by
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

)

select
    state.area_code,
    place.area_name as name,
    township.area_name as township_name,
    state.problem_category,
    state.found_at,
    state.due_at,
    1::bigint as found,
    (state.problem_status = 'open')::bigint as open,
    coalesce(state.is_overdue, false)::bigint as overdue,
    (state.problem_status = 'open' and is_due_soon(state.due_at, state.seen_at))::bigint as due_soon,
    (state.fixed_at is not null)::bigint as fixed,
    state.is_fixed_on_site::bigint as fixed_on_site,
    coalesce(checked.is_by_other, false)::bigint as verified_by_other,
    (state.closed_at is not null)::bigint as closed,
    (state.problem_id in (
        select event.problem_id
        from current_problem_event as event
        where event.event_kind = 'closed'
            and event.happened_at <= seen_at($duty_on)
    ))::bigint as closed_ever,
    (state.problem_id in (
        select problem_return.problem_id
        from problem_return
        where problem_return.returned_at <= seen_at($duty_on)
    ))::bigint as relapsed,
    date_diff('second', state.found_at, coalesce(state.closed_at, state.seen_at)) / 3600.0 as hours,
    sheet_of('problem') as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from state
inner join problem_as_of((select known_at from board)) as record using (problem_id)
inner join batch using (batch_id)
left join checked using (problem_id)
left join current_area as place on place.area_code = state.area_code
left join current_area as township on township.area_code = state.township_code
order by overdue desc, open desc, state.found_at, state.problem_id
