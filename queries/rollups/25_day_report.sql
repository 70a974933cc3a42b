-- The same for what is reported once a day: volunteer service and supervision.
create table day_report as
with day as (select distinct duty_on from moment where shift_state <> 'future')

select
    expected.report_source,
    expected.area_code as township_code,
    day.duty_on,
    day.duty_on::timestamp::timestamptz + to_minutes(expected.due_after_minutes) as due_at,
    min(report.reported_at) as reported_at
from current_expected_report as expected
inner join day
    on day.duty_on >= expected.valid_from_on
    and day.duty_on <= coalesce(expected.valid_to_on, date '9999-12-31')
left join current_report as report
    on report.report_source = expected.report_source
    and report.area_code = expected.area_code
    and report.duty_on = day.duty_on
where expected.shift_code is null
group by all
order by expected.report_source, day.duty_on, township_code;
