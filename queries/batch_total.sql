-- question: 收到多少文件，入库和退回各多少？ | How many files came in, and how many were taken or refused?
-- grain:    一行 | one row
-- column:   accepted  bigint  入库（个） | Taken in
-- column:   refused   bigint  退回（个） | Refused
select
    count(*) filter (batch_status = 'accepted') as accepted,
    count(*) filter (batch_status = 'refused') as refused
from batch
