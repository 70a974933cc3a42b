-- question: 当日通行多少，两表登记多少？ | How many passed today, and how many of the two forms were filled in?
-- grain:    一行；无计数时为空值 | one row; null where nothing was counted
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     日期 | Day
-- column:   people            bigint  通行（人次） | Passages
-- column:   visitor_forms     bigint  外来人员登记表（份） | Visitor forms
-- column:   returnee_forms    bigint  返回人员登记表（份） | Returnee forms
-- column:   forms             bigint  两表合计（份） | Forms
-- column:   forms_share       double  登记表占通行 | Forms per passage
-- column:   qr_reports        bigint  扫码自报（人次） | Self-reported
-- column:   qr_share          double  扫码自报占比 | Self-reported share
-- column:   turned_back       bigint  劝返（人次） | Turned back
-- column:   handling_seconds  double  平均办理（秒） | Handling time (s)
-- column:   checkpoints       bigint  上报卡点（个） | Checkpoints counted
-- note:     不登记通行的行动，各数为空，不为 0 | Where no passages are kept all numbers are null, never 0
with total as (

    select
        sum(passage.people)::bigint as people,
        sum(passage.visitor_forms)::bigint as visitor_forms,
        sum(passage.returnee_forms)::bigint as returnee_forms,
        sum(passage.visitor_forms + passage.returnee_forms)::bigint as forms,
        share(sum(passage.visitor_forms + passage.returnee_forms), sum(passage.people)) as forms_share,
        sum(passage.qr_reports)::bigint as qr_reports,
        share(sum(passage.qr_reports), sum(passage.people)) as qr_share,
        sum(passage.turned_back)::bigint as turned_back,
        share(
            sum(passage.handling_seconds * passage.people),
            sum(passage.people) filter (passage.handling_seconds is not null)
        ) as handling_seconds,
        count(distinct passage.checkpoint_id) as checkpoints
    from current_passage_hour as passage
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    where passage.hour_at::date = $duty_on
        and passage.hour_at <= seen_at($duty_on)
        and is_within(checkpoint.area_code, $area_code)
        and is_checkpoint(passage.checkpoint_id, $checkpoint_id)

),

kept as (select is_kept('passage_hour') as is_kept)

select total.*
from kept
left join total on kept.is_kept
