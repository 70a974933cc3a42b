-- question: 交接时还有多少承诺没兑现？ | How many promises are still to be kept at the handover?
-- grain:    一行 | one row
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   due_soon               bigint  即将到期的问题（件） | Problems due soon
-- column:   due_soon_hours         double  到期预警（小时） | Due within (h)
-- column:   requests_open          bigint  待答复的增援请求（份） | Requests unanswered
-- column:   suggestions_made       bigint  意见建议（条） | Suggestions
-- column:   suggestions_adopted    bigint  已采纳（条） | Adopted
-- column:   suggestions_adopted_today bigint  当日采纳（条） | Adopted today
-- note:     超期的问题另计，不算即将到期 | Problems past due are counted elsewhere, not as due soon
-- note:     不登记的类别，其数为空，不为 0 | A number of a kind that is not kept is null, never 0
with promise as (

    select count(*) as due_soon
    from problem_seen($duty_on)
    where problem_status = 'open'
        and is_within(area_code, $area_code)
        and is_due_soon(due_at, seen_at($duty_on))

),

asked as (

    select count(*) filter (decided_at is null or decided_at > seen_at($duty_on)) as requests_open
    from current_reinforcement_request
    where requested_at <= seen_at($duty_on)
        and is_within(area_code, $area_code)

),

advice as (

    select
        count(*) as suggestions_made,
        count(*) filter (adopted_at <= seen_at($duty_on)) as suggestions_adopted,
        count(*) filter (adopted_at <= seen_at($duty_on) and adopted_at::date = $duty_on) as suggestions_adopted_today
    from current_suggestion
    where made_at <= seen_at($duty_on)
        and is_within(area_code, $area_code)

),

recorded as (

    select
        problems_are_kept() as problem,
        bool_or(is_kept) filter (record_kind = 'reinforcement_request') as request,
        bool_or(is_kept) filter (record_kind = 'suggestion') as suggestion
    from record_kind

)

select
    if(recorded.problem, promise.due_soon, null) as due_soon,
    norm_value('due_soon_hours') as due_soon_hours,
    if(recorded.request, asked.requests_open, null) as requests_open,
    if(recorded.suggestion, advice.suggestions_made, null) as suggestions_made,
    if(recorded.suggestion, advice.suggestions_adopted, null) as suggestions_adopted,
    if(recorded.suggestion, advice.suggestions_adopted_today, null) as suggestions_adopted_today
from promise
cross join asked
cross join advice
cross join recorded
