-- Codes on paper, what came by them, and which photograph belongs to which record. Beside the board, never in it.

create table if not exists link (
    link_id     text primary key,
    sha256      text not null unique,
    place_kind  text not null,
    place_name  text not null,
    facts       text not null,
    forms       text not null,
    made_at     text not null,
    made_by     text not null,
    until       text not null,
    revoked_at  text,
    revoked_by  text
);

create table if not exists entry (
    entry_id    text primary key,
    link_id     text not null references link,
    form        text not null,
    filled_at   text not null,
    received_at text not null,
    clock_off   integer not null,
    clock_said  text not null,
    content     text,
    state       text not null check (state in ('waiting', 'taken', 'refused')),
    said        text not null,
    settled_at  text
);

create table if not exists photo (
    entry_id    text primary key,
    record_key  text not null,
    sha256      text not null
);
