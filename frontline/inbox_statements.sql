-- name: add
insert or ignore into message values (?, ?, ?, ?, ?)
-- name: decide
insert into decision (message_id, decision_kind, decided_at, decided_by, said) values (?, ?, ?, ?, ?)
-- name: messages
select message.*, decision_kind, decided_at, decided_by, said
from message
left join (
    select message_id, max(decision_no) as decision_no
    from decision
    group by message_id
) as last using (message_id)
left join decision using (decision_no)
order by sent_at, received_at, message.message_id
