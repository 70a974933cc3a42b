-- The library of snapshots: what was taken and what was said about it later, added, never changed.

create table if not exists record (
    record_no   integer primary key autoincrement,
    record_kind text not null check (record_kind in ('taken', 'described', 'pinned', 'unpinned', 'issued', 'removed')),
    snapshot_id text not null,
    at          text not null,
    post        text not null,
    said        text not null,
    sha256      text not null,
    before_id   text not null,
    before      text not null,
    seal        text not null
);
create unique index if not exists taken_once on record (snapshot_id) where record_kind = 'taken';
create index if not exists record_of_snapshot on record (snapshot_id);

create table if not exists content (
    snapshot_id text primary key,
    packed      blob not null
);

create trigger if not exists record_kept before delete on record begin select raise(abort, 'append-only'); end;
create trigger if not exists record_fixed before update on record begin select raise(abort, 'append-only'); end;
create trigger if not exists content_fixed before update on content begin select raise(abort, 'append-only'); end;
create trigger if not exists content_kept before delete on content
when not exists (select 1 from record where snapshot_id = old.snapshot_id and record_kind = 'removed')
begin select raise(abort, 'append-only'); end;
