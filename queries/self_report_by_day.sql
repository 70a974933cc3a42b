-- question: 扫码自报后，过一次卡快了多少？ | How much faster is a passage since people report themselves?
-- grain:    所选为止每个有通行计数的日子一行 | one row per day with a count of passages up to the chosen one
-- metric:   扫码自报占比 = 扫码自报 / 通行；平均办理 = 按通行量加权的平均秒数 | Self-reported = reported by code / passages; handling time = mean seconds weighted by passages
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- column:   passed_on         date    日期 | Day
-- column:   people            bigint  通行（人次） | Passages
-- column:   qr_reports        bigint  扫码自报（人次） | Self-reported
-- column:   qr_share          double  扫码自报占比 | Self-reported share
-- column:   handling_seconds  double  平均办理（秒） | Handling time (s)
-- column:   hours_saved       double  当日省时（小时） | Hours saved in the day
-- note:     省时与首次扫码之前的平均办理相比 | Saved against the mean before the first code was used
with day as (

    select
        passage.hour_at::date as passed_on,
        sum(passage.people) as people,
        sum(passage.qr_reports) as qr_reports,
        sum(passage.people) filter (passage.handling_seconds is not null) as people_timed,
        sum(passage.people * passage.handling_seconds) as seconds
    from current_passage_hour as passage
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    where passage.hour_at::date <= $duty_on
        and is_within(checkpoint.area_code, $area_code)
        and is_checkpoint(passage.checkpoint_id, $checkpoint_id)
    group by all

),

before as (

    select share(sum(seconds), sum(people_timed)) as seconds_each
    from day
    where passed_on < (select min(day.passed_on) from day where day.qr_reports > 0)

)

select
    day.passed_on,
    day.people::bigint as people,
    day.qr_reports::bigint as qr_reports,
    share(day.qr_reports, day.people) as qr_share,
    share(day.seconds, day.people_timed) as handling_seconds,
    case when day.qr_reports > 0 then (before.seconds_each * day.people_timed - day.seconds) / 3600.0 end as hours_saved
from day
cross join before
order by day.passed_on
