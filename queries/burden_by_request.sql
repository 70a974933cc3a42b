-- question: 哪些表是重复索要的，与哪张表重复？ | Which requests are duplicates, and of which?
-- grain:    七日内索要当日已给内容的每次请求一行，重复最多的在前 | one row per request of the last seven days that asks for what was given that day, most repeated first
-- metric:   M39 按请求 | M39 by request
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   data_request_id     varchar      索要编号 | Request
-- column:   title               varchar      表名 | Form
-- column:   asked_by            varchar      索要单位 | Asked by
-- column:   area_code           varchar      填报区划代码 | Area code
-- column:   name                varchar      填报区划 | Area
-- column:   asked_at            timestamptz  下发时间 | Asked at
-- column:   communities         bigint       社区（个） | Communities
-- column:   fields              bigint       字段（项） | Fields
-- column:   fields_known        bigint       重复字段（项） | Already known
-- column:   minutes             bigint       合计填报（分钟） | Minutes in all
-- column:   known_from          varchar      已见于 | Known from
select
    request_day.data_request_id,
    request_day.title,
    organisation.organisation_name as asked_by,
    request.area_code,
    area.area_name as name,
    request.asked_at,
    count(distinct request_day.area_code) as communities,
    max(request_day.fields)::bigint as fields,
    max(request_day.fields_known)::bigint as fields_known,
    sum(request_day.fill_minutes)::bigint as minutes,
    max(known.title) as known_from
from request_day
inner join current_data_request as request using (data_request_id)
inner join current_area as area on area.area_code = request.area_code
left join current_organisation as organisation on organisation.organisation_id = request.organisation_id
left join current_data_request as known on known.data_request_id = request_day.known_from_id
where request_day.fields_known > 0
    and request_day.asked_on > $duty_on - 7
    and request_day.asked_on <= $duty_on
    and is_within(request_day.area_code, $area_code)
group by all
order by fields_known desc, request.asked_at desc, request_day.data_request_id
