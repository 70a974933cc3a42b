-- question: 各单位报到、确认、服务和抽查在位如何？ | How did each unit report, serve and stand up to spot checks?
-- grain:    每个有登记的单位一行，报到率最低的在前 | one row per unit with registrations, lowest reporting rate first
-- metric:   M22 M23 M24 按单位 | M22 M23 M24 by unit
-- metric:   M25 抽查在位率 = 在位 / 抽查，Wilson 95% 区间 | M25 Spot-check presence = present / checked, Wilson 95% interval
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   organisation_id  varchar  单位编号 | Unit id
-- column:   name             varchar  单位 | Unit
-- column:   exempted         bigint   特殊原因未报到（人） | Excused
-- column:   eligible         bigint   应报到（人） | Should report
-- column:   registered       bigint   已报到（人） | Reported
-- column:   confirmed        bigint   社区确认（人） | Confirmed
-- column:   reported_share   double   报到率 | Reporting rate
-- column:   confirmed_share  double   确认率 | Confirmed share
-- column:   credited_hours   double   认定时长（小时） | Credited hours
-- column:   people_checked   bigint   抽查（人） | Checked
-- column:   people_found     bigint   在位（人） | Found
-- column:   found_share      double   在位率 | Found share
-- column:   found_low        double   在位率下限 | Lower bound
-- column:   found_high       double   在位率上限 | Upper bound
-- note:     区间为 Wilson 95% 区间，z = 1.96（Wilson 1927） | Wilson 95 % interval, z = 1.96 (Wilson 1927)
with reported as (

    select organisation_id, person_id, confirmed_at
    from current_volunteer_registration
    where registered_at::date <= $duty_on
        and is_within(area_code, $area_code)

),

registration as (

    select
        organisation_id,
        count(distinct person_id) as registered,
        count(distinct person_id) filter (confirmed_at::date <= $duty_on) as confirmed
    from reported
    group by organisation_id

),

excused as (

    select
        organisation_id,
        count(*) filter (exempted_at::date <= $duty_on) as exempted,
        count(*) filter (
            (exempted_at is null or exempted_at::date > $duty_on)
            and (sent_at is null or sent_at::date > $duty_on)
        ) as still_to_report
    from reporting_staff
    where is_within(home_area_code, $area_code)
        and person_id not in (select person_id from reported)
    group by organisation_id

),

service as (

    select organisation_id, sum(credited_minutes) / 60 as credited_hours
    from service_credit
    where served_on <= $duty_on
        and is_within(area_code, $area_code)
    group by organisation_id

),

checked as (

    select
        organisation_id,
        sum(people_checked)::bigint as people_checked,
        sum(people_found)::bigint as people_found
    from current_spot_check
    where checked_at::date <= $duty_on
        and is_within(area_code, $area_code)
    group by organisation_id

)

select
    registration.organisation_id,
    organisation.organisation_name as name,
    coalesce(excused.exempted, 0) as exempted,
    registration.registered + coalesce(excused.still_to_report, 0) as eligible,
    registration.registered,
    registration.confirmed,
    share(registration.confirmed, registration.registered + coalesce(excused.still_to_report, 0)) as reported_share,
    share(registration.confirmed, registration.registered) as confirmed_share,
    coalesce(service.credited_hours, 0) as credited_hours,
    checked.people_checked,
    checked.people_found,
    share(checked.people_found, checked.people_checked) as found_share,
    wilson_low(checked.people_found, checked.people_checked) as found_low,
    wilson_high(checked.people_found, checked.people_checked) as found_high
from registration
inner join current_organisation as organisation using (organisation_id)
left join excused using (organisation_id)
left join service using (organisation_id)
left join checked using (organisation_id)
order by reported_share nulls last, registration.organisation_id
