-- question: 每个岗位交的每张表，名称靠什么对上了？ | By what were the names in each sender's tables matched?
-- grain:    每个报送方和表一行，未对上最多的在前 | one row per sender and table, most unmatched first
-- column:   uploader      varchar  上传岗位 | Sender
-- column:   sheet_name    varchar  表 | Table
-- column:   cells         bigint  名称或代码（处） | Names and codes
-- column:   by_code       bigint  按代码（处） | By code
-- column:   by_name       bigint  按名称（处） | By name
-- column:   by_former     bigint  按曾用名（处） | By former name
-- column:   by_alias      bigint  按又名（处） | By alias
-- column:   by_hand       bigint  人工确认（处） | Confirmed by hand
-- column:   unmatched     bigint  未匹配（处） | Unmatched
-- column:   matched_share  double  匹配率 | Matched
select
    uploader,
    sheet_of(table_name) as sheet_name,
    sum(n_rows)::bigint as cells,
    sum(if(match_how = 'code', n_rows, 0))::bigint as by_code,
    sum(if(match_how = 'name', n_rows, 0))::bigint as by_name,
    sum(if(match_how = 'former', n_rows, 0))::bigint as by_former,
    sum(if(match_how = 'alias', n_rows, 0))::bigint as by_alias,
    sum(if(match_how = 'hand', n_rows, 0))::bigint as by_hand,
    sum(if(match_how = 'unmatched', n_rows, 0))::bigint as unmatched,
    sum(if(match_how = 'unmatched', 0, n_rows)) / sum(n_rows) as matched_share
from name_understood
group by uploader, table_name
order by unmatched desc, uploader, sheet_name
