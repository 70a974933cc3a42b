-- question: 哪些服务记录要核实？ | Which records of service must be checked?
-- grain:    每条未签退、在值守时段内或当日超过规定的记录一行，最新的在前 | one row per record without check-out, within ordered duty or in a day over the norm, newest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   service_id      varchar      服务编号 | Service id
-- column:   doubt_kind      varchar      疑点 | Doubt
-- column:   name            varchar      单位 | Unit
-- column:   township_name   varchar      镇街 | Township
-- column:   started_at      timestamptz  开始时间 | Started
-- column:   claimed_hours   double       申报（小时） | Claimed
-- column:   credited_hours  double       认定（小时） | Credited
-- column:   doubtful_hours  double       存疑（小时） | Doubtful
with doubt as (

    select
        *,
        case
            when is_doubtful then 'long_day'
            when duty_minutes > 0 then 'on_duty'
            when is_capped then 'no_checkout'
        end as doubt_kind
    from service_credit
    where served_on <= $duty_on
        and is_within(area_code, $area_code)

)

select
    doubt.service_id,
    doubt.doubt_kind,
    organisation.organisation_name as name,
    township.area_name as township_name,
    doubt.started_at,
    doubt.claimed_minutes / 60 as claimed_hours,
    doubt.credited_minutes / 60 as credited_hours,
    doubt.doubtful_minutes / 60 as doubtful_hours
from doubt
inner join current_organisation as organisation using (organisation_id)
left join current_area as township on township.area_code = doubt.township_code
where doubt.doubt_kind is not null
order by doubt.started_at desc, doubt.service_id
