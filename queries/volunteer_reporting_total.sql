-- question: 应报到的报到了多少，覆盖多少小区？ | How many of those who should report have reported, to how many compounds?
-- grain:    一行；所选日结束时的情形 | one row; as it stands at the end of the chosen day
-- metric:   M24 报到率 = 社区确认 / 应报到 | M24 Reporting rate = confirmed by the community / to report
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   units              bigint  报到单位（个） | Units reporting
-- column:   staff              bigint  在册（人） | On the register
-- column:   exempted           bigint  特殊原因未报到（人） | Excused
-- column:   sent               bigint  已抽调未报到（人） | Sent elsewhere
-- column:   eligible           bigint  应报到（人） | Should report
-- column:   registered         bigint  已报到（人） | Reported
-- column:   confirmed          bigint  社区确认（人） | Confirmed by community
-- column:   reported_share     double  报到率 | Reporting rate
-- column:   compounds_reached  bigint  有人报到的小区（个） | Compounds reached
-- column:   compounds          bigint  小区（个） | Compounds
-- column:   households         bigint  户数（户） | Households
-- column:   volunteers_per_1000_households  double  每千户志愿者（人） | Volunteers per 1,000 households
-- note:     应报到＝在册人员减去有特殊原因和已抽调下沉的；报到者一律计入 | Should report: on the register, without excused and sent ones; who reported always counts
-- note:     不登记报到的行动，报到各数为空，不为 0 | Where no reporting is kept its numbers are null, never 0
with registration as (

    select person_id, organisation_id, compound_id, confirmed_at::date <= $duty_on as is_confirmed
    from current_volunteer_registration
    where registered_at::date <= $duty_on
        and is_within(area_code, $area_code)

),

reported as (

    select
        count(distinct organisation_id) as units,
        count(distinct person_id) as registered,
        count(distinct person_id) filter (is_confirmed) as confirmed,
        count(distinct compound_id) as compounds_reached
    from registration

),

staff as (

    select
        person_id,
        coalesce(exempted_at::date <= $duty_on, false) as is_exempt,
        coalesce(sent_at::date <= $duty_on, false) as is_sent,
        person_id in (select person_id from registration) as is_registered
    from reporting_staff
    where is_within(home_area_code, $area_code)
        or person_id in (select person_id from registration)

),

expected as (

    select
        count(*) as staff,
        count(*) filter (is_exempt and not is_registered) as exempted,
        count(*) filter (is_sent and not is_exempt and not is_registered) as sent,
        count(*) filter (is_registered or not (is_exempt or is_sent)) as eligible
    from staff

),

housing as (

    select count(*) as compounds, sum(households)::bigint as households
    from current_compound
    where is_within(area_code, $area_code)

),

recorded as (

    select
        bool_or(is_kept) filter (record_kind = 'volunteer_registration') as registration,
        bool_or(is_kept) filter (record_kind = 'compound') as compound
    from record_kind

)

select
    if(recorded.registration, reported.units, null) as units,
    expected.staff,
    expected.exempted,
    expected.sent,
    expected.eligible,
    if(recorded.registration, reported.registered, null) as registered,
    if(recorded.registration, reported.confirmed, null) as confirmed,
    if(recorded.registration, share(reported.confirmed, expected.eligible), null) as reported_share,
    if(recorded.registration, reported.compounds_reached, null) as compounds_reached,
    if(recorded.compound, housing.compounds, null) as compounds,
    housing.households,
    if(recorded.registration, share(reported.confirmed, housing.households) * 1000, null) as volunteers_per_1000_households
from reported
cross join expected
cross join housing
cross join recorded
