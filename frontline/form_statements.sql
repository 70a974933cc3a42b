-- name: make
insert into link (link_id, sha256, place_kind, place_name, facts, forms, made_at, made_by, until)
values (?, ?, ?, ?, ?, ?, ?, ?, ?)
-- name: revoke
update link set revoked_at = ?, revoked_by = ? where link_id = ? and revoked_at is null
-- name: links
select * from link order by made_at, link_id
-- name: add
insert into entry values (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', '', null)
on conflict (entry_id) do update set
    filled_at = excluded.filled_at, received_at = excluded.received_at, clock_off = excluded.clock_off,
    clock_said = excluded.clock_said, content = excluded.content, state = 'waiting', said = '', settled_at = null
where entry.state = 'refused' and entry.link_id = excluded.link_id and entry.form = excluded.form
-- name: entry
select * from entry where entry_id = ?
-- name: waiting
select * from entry where state = 'waiting' order by received_at, filled_at, rowid limit ?
-- name: settle
update entry set state = ?, said = ?, settled_at = ?, content = case when ? = 'taken' then null else content end
where entry_id = ?
-- name: photo
insert or replace into photo values (?, ?, ?)
-- name: photos
select record_key, sha256 from photo
-- name: recent
select entry.*, link.place_name, (select count(*) from photo where photo.entry_id = entry.entry_id) as photos
from entry
join link using (link_id)
order by received_at desc, entry.rowid desc
limit ?
-- name: counted
select state, count(*) from entry group by state
