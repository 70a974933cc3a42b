-- Who was expected to report duty for which shift, and when it arrived (null: silence).
create table shift_report as
select
    expected.area_code as township_code,
    moment.duty_on,
    moment.shift_code,
    moment.starts_at + to_minutes(expected.due_after_minutes) as due_at,
    min(report.reported_at) as reported_at
from current_expected_report as expected
inner join moment
    on moment.shift_code = expected.shift_code
    and moment.duty_on >= expected.valid_from_on
    and moment.duty_on <= coalesce(expected.valid_to_on, date '9999-12-31')
    and moment.shift_state <> 'future'
left join current_report as report
    on report.report_source = expected.report_source
    and report.area_code = expected.area_code
    and report.duty_on = moment.duty_on
    and report.shift_code = moment.shift_code
where expected.report_source = 'duty_shift'
group by all
order by moment.duty_on, moment.shift_code, township_code;
