-- question: 每小时通行多少，登记了多少？ | How many pass each hour, and how many forms are filled in?
-- grain:    当日每个有计数的小时一行；为空值的小时未报，没有行 | one row per hour of the day with a count; null hours were not reported and have no row
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     日期 | Day
-- column:   hour_at           timestamptz  小时起点 | Hour
-- column:   checkpoints       bigint       上报卡点（个） | Checkpoints counted
-- column:   people            bigint       通行（人次） | Passages
-- column:   vehicles          bigint       车辆（辆次） | Vehicles
-- column:   visitor_forms     bigint       外来人员登记表（份） | Visitor forms
-- column:   returnee_forms    bigint       返回人员登记表（份） | Returnee forms
-- column:   qr_reports        bigint       扫码自报（人次） | Self-reported
-- column:   turned_back       bigint       劝返（人次） | Turned back
-- column:   handling_seconds  double       平均办理（秒） | Handling time (s)
select
    passage.hour_at,
    count(distinct passage.checkpoint_id) as checkpoints,
    sum(passage.people)::bigint as people,
    sum(passage.vehicles)::bigint as vehicles,
    sum(passage.visitor_forms)::bigint as visitor_forms,
    sum(passage.returnee_forms)::bigint as returnee_forms,
    sum(passage.qr_reports)::bigint as qr_reports,
    sum(passage.turned_back)::bigint as turned_back,
    share(
        sum(passage.handling_seconds * passage.people),
        sum(passage.people) filter (passage.handling_seconds is not null)
    ) as handling_seconds
from current_passage_hour as passage
inner join current_checkpoint as checkpoint using (checkpoint_id)
where passage.hour_at::date = $duty_on
    and passage.hour_at <= seen_at($duty_on)
    and is_within(checkpoint.area_code, $area_code)
    and is_checkpoint(passage.checkpoint_id, $checkpoint_id)
group by passage.hour_at
order by passage.hour_at
