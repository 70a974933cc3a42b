-- question: 志愿者服务了多少小时，人均多少？ | How many hours did volunteers serve, and per person?
-- grain:    一行；从首日到所选日结束 | one row; from the first day to the end of the chosen day
-- metric:   M22 志愿时长 = Σ 每人服务时段的并集，不含值守时段和存疑日（小时） | M22 Volunteer hours = Σ union of each person's sessions, without ordered duty and doubtful days (hours)
-- metric:   M23 人均志愿时长 = M22 / 服务人数（小时/人） | M23 Hours per active volunteer = M22 / people who served (hours per person)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   credited_hours       double  认定时长（小时） | Credited hours
-- column:   claimed_hours        double  申报时长（小时） | Claimed hours
-- column:   doubtful_hours       double  存疑时长（小时） | Doubtful hours
-- column:   credited_hours_today double  当日认定（小时），当日没有记录为空 | Credited today; null where the day has no record
-- column:   volunteers           bigint  服务人数（人） | Active volunteers
-- column:   services             bigint  服务次数（次） | Sessions
-- column:   hours_per_volunteer  double  人均时长（小时/人） | Hours per volunteer
-- column:   registered           bigint  已报到（人） | Reported
-- column:   confirmed            bigint  社区确认（人） | Confirmed by community
-- column:   confirmed_share      double  报到确认率 | Confirmed
-- note:     范围内没有镇街报过服务的，服务各列为空，不为 0 | Where no township in scope has reported any service its columns are null, never 0
-- note:     同一人重叠时段只计一次，奉命值守时段不计 | A person's overlapping sessions count once; ordered duty does not count
with told as (

    select count(*) > 0 as is_told
    from service_told($duty_on)
    where is_around(township_code, $area_code)

),

service as (

    select
        coalesce(sum(credited_minutes), 0) / 60 as credited_hours,
        coalesce(sum(claimed_minutes), 0) / 60 as claimed_hours,
        coalesce(sum(doubtful_minutes), 0) / 60 as doubtful_hours,
        sum(credited_minutes) filter (served_on = $duty_on) / 60 as credited_hours_today,
        count(distinct person_id) filter (credited_minutes > 0) as volunteers,
        count(*) as services
    from service_credit
    where served_on <= $duty_on
        and is_within(area_code, $area_code)

),

registration as (

    select
        count(distinct person_id) as registered,
        count(distinct person_id) filter (confirmed_at::date <= $duty_on) as confirmed
    from current_volunteer_registration
    where registered_at::date <= $duty_on
        and is_within(area_code, $area_code)

)

select
    service.credited_hours,
    service.claimed_hours,
    service.doubtful_hours,
    service.credited_hours_today,
    service.volunteers,
    service.services,
    share(service.credited_hours, service.volunteers) as hours_per_volunteer,
    if(is_kept('volunteer_registration'), registration.registered, null) as registered,
    if(is_kept('volunteer_registration'), registration.confirmed, null) as confirmed,
    share(registration.confirmed, registration.registered) as confirmed_share
from registration
cross join told
left join service on told.is_told
