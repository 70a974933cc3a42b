-- question: 名称靠什么对上了，还有多少没对上？ | By what were names matched, and how many are not?
-- grain:    一行 | one row
-- column:   cells         bigint  已匹配与未匹配合计（处） | Cells that name a place or unit
-- column:   matched       bigint  已匹配（处） | Matched
-- column:   matched_share  double  匹配率 | Matched
-- column:   by_code       bigint  按代码（处） | By code
-- column:   by_name       bigint  按名称（处） | By name
-- column:   by_former     bigint  按曾用名（处） | By former name
-- column:   by_alias      bigint  按又名（处） | By alias
-- column:   by_hand       bigint  人工确认（处） | Confirmed by hand
-- column:   unmatched     bigint  未匹配（处） | Unmatched
-- column:   names_open    bigint  未匹配的名称（个） | Names unmatched
-- column:   senders       bigint  上传岗位（个） | Senders
-- note:     从未登记匹配情况时为空；样例自带的表直接用代码，不在其中 | Null where nothing was recorded; the tables a sample comes with use codes and are not in it
select
    sum(n_rows)::bigint as cells,
    sum(if(match_how = 'unmatched', 0, n_rows))::bigint as matched,
    sum(if(match_how = 'unmatched', 0, n_rows)) / sum(n_rows) as matched_share,
    sum(if(match_how = 'code', n_rows, 0))::bigint as by_code,
    sum(if(match_how = 'name', n_rows, 0))::bigint as by_name,
    sum(if(match_how = 'former', n_rows, 0))::bigint as by_former,
    sum(if(match_how = 'alias', n_rows, 0))::bigint as by_alias,
    sum(if(match_how = 'hand', n_rows, 0))::bigint as by_hand,
    sum(if(match_how = 'unmatched', n_rows, 0))::bigint as unmatched,
    case when count(*) > 0 then count(distinct (target, written)) filter (match_how = 'unmatched') end as names_open,
    case when count(*) > 0 then count(distinct uploader) end as senders
from name_understood
