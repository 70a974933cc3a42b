-- question: 每个社区一天要填多少，多少是重复的？ | How much must a community fill in a day, and how much of it twice?
-- grain:    一行 | one row
-- metric:   M39 基层填报负担 = 当日已填过又索要的字段 / 当日索要的字段；另列每村居每日的字段数与分钟数 | M39 Reporting burden = fields asked for again / fields asked for on the day; fields and minutes per community and day beside it
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     值守日期 | Duty date
-- column:   communities             bigint  被索要的社区（个） | Communities asked
-- column:   requests                bigint  索要（份） | Requests
-- column:   requests_known          bigint  全为重复的索要（份） | Requests that ask nothing new
-- column:   fields                  bigint  索要字段（项） | Fields asked
-- column:   fields_known            bigint  重复字段（项） | Fields already known
-- column:   known_share             double  重复字段占比 | Share already known
-- column:   fields_per_community    double  每社区字段（项） | Fields per community
-- column:   minutes_per_community   double  每社区填报（分钟） | Minutes per community
-- column:   hours_since_duplicate   double  距上次重复索要（小时） | Hours since the last duplicate
-- note:     索要发到上级区划的，其下每个社区都计一份 | A request to an area counts once for every community in it
-- note:     不登记数据索要的行动，各数为空，不为 0 | Where no requests for data are kept all numbers are null, never 0
with scope_day as (

    select *
    from request_day
    where is_within(area_code, $area_code)

),

total as (

    select
        count(distinct area_code) as communities,
        count(distinct data_request_id) as requests,
        count(distinct data_request_id) filter (fields > 0 and fields_known = fields) as requests_known,
        coalesce(sum(fields), 0)::bigint as fields,
        coalesce(sum(fields_known), 0)::bigint as fields_known,
        share(sum(fields_known), sum(fields)) as known_share,
        share(sum(fields), count(distinct area_code)) as fields_per_community,
        share(sum(fill_minutes), count(distinct area_code)) as minutes_per_community,
        (
            select min(date_diff('second', (asked_on + asked_time)::timestamptz, seen_at($duty_on))) / 3600.0
            from scope_day
            where fields_known > 0 and asked_on <= $duty_on
        ) as hours_since_duplicate
    from scope_day
    where asked_on = $duty_on

),

kept as (select is_kept('data_request') as is_kept)

select total.*
from kept
left join total on kept.is_kept
