-- question: 督导提的建议采纳了多少，多久采纳？ | How many suggestions of supervision were adopted, and how soon?
-- grain:    每支提过建议的督导队伍一行 | one row per stream with suggestions
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   stream                varchar  督导队伍 | Stream
-- column:   made                  bigint   提出（条） | Made
-- column:   adopted               bigint   采纳（条） | Adopted
-- column:   adopted_share         double   采纳率 | Adopted
-- column:   median_hours          double   采纳用时中位数（小时） | Median time to adopt (h)
-- column:   longest_waiting_days  double   未采纳最久（天） | Longest without answer (days)
with suggestion as (

    select
        suggestion.made_at,
        case when suggestion.adopted_at <= seen_at($duty_on) then suggestion.adopted_at end as adopted_at,
        visit.stream
    from current_suggestion as suggestion
    inner join current_supervision_visit as visit using (visit_id)
    where suggestion.made_at <= seen_at($duty_on)
        and is_within(suggestion.area_code, $area_code)

)

select
    stream,
    count(*) as made,
    count(adopted_at) as adopted,
    share(count(adopted_at), count(*)) as adopted_share,
    median(date_diff('second', made_at, adopted_at) / 3600.0)::double as median_hours,
    max(date_diff('second', made_at, seen_at($duty_on)) / 86400.0) filter (adopted_at is null)::double
        as longest_waiting_days
from suggestion
group by stream
order by made desc, stream
