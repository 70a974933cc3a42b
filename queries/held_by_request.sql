-- question: 哪些索要问的是我们已经掌握的？ | Which requests ask for what we already hold?
-- grain:    当日为止表单已分析的每次索要一行，最近的在前 | one row per request whose form was analysed, made up to the day, the latest first
-- metric:   M39 按表单 | M39 by form
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   data_request_id  varchar      索要编号 | Request
-- column:   title            varchar      表名 | Form
-- column:   asked_by         varchar      索要单位 | Asked by
-- column:   name             varchar      填报区划 | Area
-- column:   asked_at         timestamptz  收到时间 | Received at
-- column:   fields           bigint       字段（项） | Fields
-- column:   fields_held      bigint       已掌握（项） | Already held
-- column:   held_share       double       已掌握占比 | Share held
-- column:   fields_repeated  bigint       近日已索要（项） | Asked for lately
-- column:   repeated_from    varchar      先前的表 | Earlier form
-- column:   repeated_by      varchar      先前索要单位 | Asked earlier by
-- note:     近日：规则 repeat_request_days 天内，同一地方或其上级被索要过同一字段 | Lately: within the rule repeat_request_days the same field was asked of the same place or one above
with analysed as (

    select request.*, coalesce(field.field_code, field.field_name, field.data_request_field_id) as field_name, field.is_held
    from current_data_request as request
    inner join current_data_request_field as field using (data_request_id)
    where field.is_held is not null
        and request.asked_at <= seen_at($duty_on)
        and is_around(request.area_code, $area_code)

),

earlier as (

    select
        analysed.data_request_id,
        analysed.field_name,
        arg_max(before.title, (before.asked_at, before.data_request_id)) as title,
        arg_max(before.organisation_id, (before.asked_at, before.data_request_id)) as organisation_id,
        max(before.asked_at) as asked_at
    from analysed
    inner join current_data_request_field as same on coalesce(same.field_code, same.field_name) = analysed.field_name
    inner join current_data_request as before
        on before.data_request_id = same.data_request_id
        and before.data_request_id <> analysed.data_request_id
        and before.asked_at < analysed.asked_at
        and before.asked_at >= analysed.asked_at - to_days(norm_value('repeat_request_days')::integer)
    inner join area_within
        on area_within.ancestor_code = before.area_code
        and area_within.area_code = analysed.area_code
    group by analysed.data_request_id, analysed.field_name

)

select
    analysed.data_request_id,
    analysed.title,
    unit.organisation_name as asked_by,
    area.area_name as name,
    analysed.asked_at,
    count(*) as fields,
    count(*) filter (analysed.is_held) as fields_held,
    share(count(*) filter (analysed.is_held), count(*)) as held_share,
    count(earlier.field_name) as fields_repeated,
    arg_max(earlier.title, (earlier.asked_at, earlier.field_name)) as repeated_from,
    arg_max(earlier_unit.organisation_name, (earlier.asked_at, earlier.field_name)) as repeated_by
from analysed
left join earlier using (data_request_id, field_name)
left join current_organisation as unit on unit.organisation_id = analysed.organisation_id
left join current_organisation as earlier_unit on earlier_unit.organisation_id = earlier.organisation_id
left join current_area as area on area.area_code = analysed.area_code
group by
    analysed.data_request_id, analysed.title, unit.organisation_name, area.area_name, analysed.asked_at
order by analysed.asked_at desc, analysed.data_request_id
