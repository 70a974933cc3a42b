-- question: 哪些上传被退回，错在哪里？ | Which uploads were refused, and what was wrong?
-- grain:    每处错误一行，最近上传的在前，按表内次序 | one row per fault, newest upload first, in the order of the sheet
-- column:   batch_id     varchar      批次 | Batch
-- column:   received_at  timestamptz  接收时间 | Received at
-- column:   file_name    varchar      文件 | File
-- column:   sheet_name   varchar      工作表 | Sheet
-- column:   row_no       integer      行 | Row
-- column:   column_name  varchar      列 | Column
-- column:   found        varchar      填写内容 | Found
-- column:   expected     varchar      应为 | Expected
-- column:   uploader     varchar      上传人 | Handed in by
select fault.batch_id, batch.received_at, fault.file_name, fault.sheet_name, fault.row_no, fault.column_name, fault.found, fault.expected, batch.uploader
from fault
inner join batch using (batch_id)
order by batch.received_at desc, fault.batch_id, fault.file_name, fault.sheet_name, fault.row_no, fault.column_name, fault.found
