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
-- name: match
insert into name_match values (?, ?, ?, ?, ?, ?, ?, ?)
-- name: batches
select batch_id, file_name, file_sha256, received_at, uploader, n_rows, batch_status from batch order by batch_id
-- name: faults
select batch_id, file_name, sheet_name, row_no, column_name, found, expected from fault order by batch_id, rowid
-- name: matches
select batch_id, table_name, column_name, target, match_how, written, code, n_rows
from name_match order by batch_id, rowid
-- name: contents
select batch_table.batch_id, batch.received_at, batch_table.content, batch_table.sha256
from batch_table join batch using (batch_id)
where batch_table.table_name = ? and batch.batch_status = 'accepted'
order by batch_table.batch_id
-- name: all
select batch_id, table_name, content, sha256 from batch_table order by batch_id, table_name
-- name: seal
insert into seal values (?, ?)
-- name: last_seal
select seal from seal order by rowid desc limit 1
-- name: seals
select batch.batch_id, seal.seal from batch left join seal using (batch_id) order by batch.rowid
-- name: one_batch
select batch_id, file_name, file_sha256, received_at, uploader, n_rows, batch_status from batch where batch_id = ?
-- name: one_tables
select table_name, sha256 from batch_table where batch_id = ? order by table_name
-- name: one_faults
select file_name, sheet_name, row_no, column_name, found, expected from fault where batch_id = ? order by rowid
-- name: one_matches
select table_name, column_name, target, match_how, written, code, n_rows from name_match where batch_id = ? order by rowid
