-- Messages that were pasted, and what was decided about them: added, never changed.

create table if not exists message (
    message_id  text primary key,
    received_at text not null,
    sent_at     text not null,
    sender      text not null,
    words       text not null
);

create table if not exists decision (
    decision_no   integer primary key,
    message_id    text not null references message,
    decision_kind text not null check (decision_kind in ('confirmed', 'aside', 'back')),
    decided_at    text not null,
    decided_by    text not null,
    said          text not null
);

create trigger if not exists message_kept before delete on message begin select raise(abort, 'append-only'); end;
create trigger if not exists message_fixed before update on message begin select raise(abort, 'append-only'); end;
create trigger if not exists decision_kept before delete on decision begin select raise(abort, 'append-only'); end;
create trigger if not exists decision_fixed before update on decision begin select raise(abort, 'append-only'); end;
