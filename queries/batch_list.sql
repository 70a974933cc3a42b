-- question: 收到过哪些文件？ | Which files have been taken in?
-- grain:    每份文件一行，最新的在前 | one row per file, newest first
-- column:   batch_id      varchar      批次 | Batch
-- column:   received_at   timestamptz  接收时间 | Received at
-- column:   file_name     varchar      文件 | File
-- column:   uploader      varchar      上传人 | Uploader
-- column:   n_rows        integer      行数（行） | Rows
-- column:   batch_status  varchar      状态 | Status
-- column:   file_sha256   varchar      校验值 | Checksum
-- column:   is_accepted   boolean      计入库 | Counted as taken in
select
    batch_id,
    received_at,
    file_name,
    uploader,
    n_rows,
    batch_status,
    file_sha256,
    batch_status = 'accepted' as is_accepted
from batch
order by received_at desc, batch_id desc
