-- question: 每日抽查结果是否双通报？ | Was each day's presence notified by both offices?
-- grain:    从首日到所选日每日一行 | one row per day from the first to the chosen one
-- param:    duty_on    date     截止日期 | To date
-- column:   checked_on          date         日期 | Day
-- column:   people_checked      bigint       抽查（人） | Checked
-- column:   people_missed       bigint       不在位（人） | Not found
-- column:   activity_office_at  timestamptz  活动办通报 | Bulletin of the activity office
-- column:   control_office_at   timestamptz  社会防控办通报 | Bulletin of the control office
-- column:   is_double           boolean      已双通报 | Both issued
-- note:     没有抽查的日子和尚未结束的当日记为空 | Null on a day without checks and while a day runs
with day as (select distinct duty_on from moment where shift_state <> 'future'),

checked as (

    select
        checked_at::date as checked_on,
        sum(people_checked)::bigint as people_checked,
        sum(people_checked - people_found)::bigint as people_missed
    from current_spot_check
    group by all

),

notified as (

    select
        issued_at::date as issued_on,
        min(issued_at) filter (issuer_kind = 'activity_office') as activity_office_at,
        min(issued_at) filter (issuer_kind = 'control_office') as control_office_at
    from current_bulletin
    where bulletin_kind = 'presence'
    group by all

)

select
    day.duty_on as checked_on,
    checked.people_checked,
    checked.people_missed,
    notified.activity_office_at,
    notified.control_office_at,
    case
        when notified.activity_office_at is not null and notified.control_office_at is not null then true
        when checked.people_checked > 0 and day.duty_on < clock()::date then false
    end as is_double
from day
left join checked on checked.checked_on = day.duty_on
left join notified on notified.issued_on = day.duty_on
where day.duty_on <= $duty_on
order by day.duty_on
