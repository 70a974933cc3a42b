-- name: known
select batch_id from batch where file_sha256 = ? and batch_status = 'accepted'
-- name: count
select count(*) from batch
-- name: batch
insert into batch values (?, ?, ?, ?, ?, ?, ?)
-- name: table
insert into batch_table values (?, ?, ?, ?)
-- name: fault
insert into fault values (?, ?, ?, ?, ?, ?, ?)
-- name: batches
select batch_id, file_name, file_sha256, received_at, uploader, n_rows, batch_status from batch order by batch_id
-- name: faults
select batch_id, file_name, sheet_name, row_no, column_name, found, expected from fault order by batch_id, rowid
-- name: contents
select batch_table.batch_id, batch.received_at, batch_table.content, batch_table.sha256
from batch_table join batch using (batch_id)
where batch_table.table_name = ? and batch.batch_status = 'accepted'
order by batch_table.batch_id
-- name: all
select batch_id, table_name, content, sha256 from batch_table order by batch_id, table_name
