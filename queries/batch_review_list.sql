-- question: 收下的文件审核到哪一步，为什么？ | How has each file that was taken in been reviewed, and why?
-- grain:    每份接收的文件一行，最新的在前 | one row per file taken in, newest first
-- column:   batch_id      varchar      批次 | Batch
-- column:   received_at   timestamptz  接收时间 | Received at
-- column:   file_name     varchar      文件 | File
-- column:   uploader      varchar      上传人 | Uploader
-- column:   n_rows        integer      行数（行） | Rows
-- column:   review_state  varchar      审核状态 | Review
-- column:   reason        varchar      理由 | Why
-- column:   duty_post     varchar      审核岗位 | Reviewed by
-- column:   reviewed_at   timestamptz  审核时间 | Reviewed at
-- note:     没有审核过的为已收到；已否决的不计入任何数字，改为通过后恢复 | Received until reviewed; a rejected file counts in no number until it is approved
with last_review as (

    select *
    from batch_review
    qualify row_number() over (partition by reviewed_batch_id order by recorded_at desc, batch_id desc, row_no desc) = 1

)

select
    batch.batch_id,
    batch.received_at,
    batch.file_name,
    batch.uploader,
    batch.n_rows,
    coalesce(last_review.review_state, 'received') as review_state,
    last_review.reason,
    last_review.duty_post,
    last_review.reviewed_at
from batch
left join last_review on last_review.reviewed_batch_id = batch.batch_id
where batch.batch_status <> 'refused'
    and batch.batch_id not in (select batch_review.batch_id from batch_review)
order by batch.received_at desc, batch.batch_id desc
