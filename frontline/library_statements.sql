-- name: records
select record_no, record_kind, snapshot_id, at, post, said, sha256, before_id, before, seal from record order by record_no
-- name: last
select record_no, snapshot_id, seal from record order by record_no desc limit 1
-- name: highest
select seq from sqlite_sequence where name = 'record'
-- name: record
insert into record (record_kind, snapshot_id, at, post, said, sha256, before_id, before, seal)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: taken
select sha256 from record where snapshot_id = ? and record_kind = 'taken'
-- name: keep
insert into content values (?, ?)
-- name: content
select packed from content where snapshot_id = ?
-- name: contents
select snapshot_id, packed from content order by snapshot_id
-- name: drop
delete from content where snapshot_id = ?
