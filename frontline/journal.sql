-- The journal is the truth: batches are added, never changed.

create table if not exists batch (
    batch_id     text primary key,
    file_name    text not null,
    file_sha256  text not null,
    received_at  text not null,
    uploader     text not null,
    n_rows       integer not null,
    batch_status text not null check (batch_status in ('accepted', 'refused'))
);
create unique index if not exists accepted_content on batch (file_sha256) where batch_status = 'accepted';

create table if not exists batch_table (
    batch_id   text not null references batch,
    table_name text not null,
    content    blob not null,
    sha256     text not null,
    primary key (batch_id, table_name)
);

create table if not exists fault (
    batch_id    text not null references batch,
    file_name   text not null,
    sheet_name  text not null,
    row_no      integer,
    column_name text not null,
    found       text not null,
    expected    text not null
);

create index if not exists fault_of_batch on fault (batch_id);

-- How the names of places and units in a batch were understood.
create table if not exists name_match (
    batch_id    text not null references batch,
    table_name  text not null,
    column_name text not null,
    target      text not null,
    match_how   text not null,
    written     text not null,
    code        text not null,
    n_rows      integer not null
);

create index if not exists match_of_batch on name_match (batch_id);

-- A chain of checksums: nothing in the rows above can change unseen, nor a batch disappear.
create table if not exists seal (
    batch_id text primary key references batch,
    seal     text not null
);

create trigger if not exists batch_kept before delete on batch begin select raise(abort, 'append-only'); end;
create trigger if not exists batch_fixed before update on batch begin select raise(abort, 'append-only'); end;
create trigger if not exists rows_kept before delete on batch_table begin select raise(abort, 'append-only'); end;
create trigger if not exists rows_fixed before update on batch_table begin select raise(abort, 'append-only'); end;
create trigger if not exists fault_kept before delete on fault begin select raise(abort, 'append-only'); end;
create trigger if not exists fault_fixed before update on fault begin select raise(abort, 'append-only'); end;
create trigger if not exists seal_kept before delete on seal begin select raise(abort, 'append-only'); end;
create trigger if not exists seal_fixed before update on seal begin select raise(abort, 'append-only'); end;
create trigger if not exists match_kept before delete on name_match begin select raise(abort, 'append-only'); end;
create trigger if not exists match_fixed before update on name_match begin select raise(abort, 'append-only'); end;
