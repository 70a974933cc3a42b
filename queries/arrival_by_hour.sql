-- question: 命令下达后每小时到位多少人？ | How many had arrived by each hour after the order?
-- grain:    命令之后每小时一行，从 0 到最后到位或三天 | one row per hour after the order, from 0 to the last arrival or three days
-- metric:   M15 按小时 | M15 by hour
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   hours          integer  下达后（小时） | Hours after the order
-- column:   arrived        bigint   累计到位（人） | Arrived so far
-- column:   sent           bigint   派出（人） | Sent
-- column:   arrived_share  double   到位率 | Arrived
with sent as (

    select person_id, min(hours_taken) filter (arrived_on <= $duty_on) as hours_taken
    from dispatch_told
    where ordered_on <= $duty_on
        and is_within(area_code, $area_code)
    group by person_id

),

span as (

    select least(72, ceil(max(hours_taken)))::integer as longest, count(*) as sent
    from sent
    having max(hours_taken) is not null

),

hour as (

    select unnest(generate_series(0, longest))::integer as hours
    from span

)

select
    hour.hours,
    count(sent.person_id) as arrived,
    any_value(span.sent) as sent,
    share(count(sent.person_id), any_value(span.sent)) as arrived_share
from hour
cross join span
left join sent on sent.hours_taken <= hour.hours
group by hour.hours
order by hour.hours
