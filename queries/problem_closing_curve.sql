-- question: 问题多久能销号？ | How long does it take to close a problem?
-- grain:    每个有问题销号的时刻一行，以发现后的小时计 | one row per moment at which a problem was closed, in hours since found
-- metric:   M33 销号时长 = Kaplan–Meier 估计，未销号按截尾（小时） | M33 Time to close = Kaplan–Meier, open problems censored (hours)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   hours       double  距发现（小时） | Hours since found
-- column:   at_risk     bigint  尚未销号（个） | Not yet closed
-- column:   closed      bigint  此时销号（个） | Closed then
-- column:   share_open  double  仍未销号比例 | Share not yet closed
-- note:     Kaplan–Meier 1958；未销号者按截止时刻删失 | Kaplan & Meier 1958; open problems are censored at the moment shown
with life as (

    select
        date_diff('second', found_at, coalesce(closed_at, seen_at)) / 3600.0 as hours,
        closed_at is not null as is_closed
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)

),

step as (

    select
        hours,
        count(*) filter (is_closed) as closed,
        sum(count(*)) over (order by hours desc rows unbounded preceding)::bigint as at_risk
    from life
    group by hours

)

select
    hours,
    at_risk,
    closed,
    case when min(1 - closed::double / at_risk) over so_far = 0 then 0.0
        else exp(sum(ln(nullif(1 - closed::double / at_risk, 0))) over so_far) end as share_open
from step
where closed > 0
window so_far as (order by hours rows unbounded preceding)
order by hours
