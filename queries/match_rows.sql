-- question: 名称匹配各数由哪些文件里的哪些名称相加而成？ | Which names in which files add up to how names were understood?
-- grain:    每份文件、每列和每种对法一行，尚无含义的名称各一行；未对上的在前 | one row per file, column and way of matching, per name where it means nothing yet; unmatched first
-- metric:   matched by_name by_hand names_open 按名称 | matched by_name by_hand names_open by name
-- column:   match_how  varchar  靠什么对上 | Matched by
-- column:   written  varchar  填写的名称 | As written
-- column:   target  varchar  种类 | Kind
-- column:   cells  bigint  计处 | Counted as cells
-- column:   matched  bigint  计已匹配 | Counted as matched
-- column:   by_name  bigint  计按名称 | Counted as by name
-- column:   by_hand  bigint  计人工确认 | Counted as confirmed by hand
-- column:   names_open  bigint  计未匹配名称一个 | Counted as a name unmatched
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     同一名称在几个文件里没对上，只计一个 | A name unmatched in several files counts once
select
    told.match_how,
    told.written,
    told.target,
    told.n_rows::bigint as cells,
    if(told.match_how = 'unmatched', 0, told.n_rows)::bigint as matched,
    if(told.match_how = 'name', told.n_rows, 0)::bigint as by_name,
    if(told.match_how = 'hand', told.n_rows, 0)::bigint as by_hand,
    (told.match_how = 'unmatched' and row_number() over (
        partition by told.match_how, told.target, told.written
        order by told.batch_id, told.table_name, told.column_name
    ) = 1)::bigint as names_open,
    sheet_of(told.table_name) as sheet_name,
    batch.file_name,
    told.uploader,
    told.received_at
from name_understood as told
inner join batch using (batch_id)
order by told.match_how <> 'unmatched', told.n_rows desc, told.batch_id, told.table_name, told.column_name,
    told.match_how, told.written
