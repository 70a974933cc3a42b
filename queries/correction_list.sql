-- question: 改了哪些数，原来是什么，谁改的，为什么？ | What was corrected, from what to what, by whom and why?
-- grain:    每个被同键后行改过的值一行，最新的在前 | one row per value changed by a later row of the same key, newest first
-- column:   recorded_at  timestamptz  更正时间 | Corrected at
-- column:   sheet_zh     varchar      表 | Table in Chinese
-- column:   sheet_en     varchar      表（英文） | Table
-- column:   record_key   varchar      编号 | Key
-- column:   heading_zh   varchar      列 | Column in Chinese
-- column:   heading_en   varchar      列（英文） | Column
-- column:   old_zh       varchar      原值 | Old value in Chinese
-- column:   old_en       varchar      原值（英文） | Old value
-- column:   new_zh       varchar      新值 | New value in Chinese
-- column:   new_en       varchar      新值（英文） | New value
-- column:   uploader     varchar      更正人 | Corrected by
-- column:   file_name    varchar      文件 | File
-- column:   reason       varchar      理由 | Why
-- note:     原来空着、后来补上的不是更正；涉及人员的表不列编号；理由为对该文件的最后一次审核所写 | What was empty and came later is no correction; tables about people show no key; why is what the last review of the file says
with last_review as (

    select reviewed_batch_id, reason
    from batch_review
    qualify row_number() over (partition by reviewed_batch_id order by recorded_at desc, batch_id desc, row_no desc) = 1

)

select
    correction.recorded_at,
    sheet_of(correction.table_name) as sheet_zh,
    replace(correction.table_name, '_', ' ') as sheet_en,
    correction.record_key,
    coalesce(described.comment, correction.column_name) as heading_zh,
    replace(correction.column_name, '_', ' ') as heading_en,
    coalesce(old_word.name_zh, correction.old_value) as old_zh,
    coalesce(old_word.name_en, correction.old_value) as old_en,
    coalesce(new_word.name_zh, correction.new_value) as new_zh,
    coalesce(new_word.name_en, correction.new_value) as new_en,
    batch.uploader,
    batch.file_name,
    last_review.reason
from correction
inner join batch using (batch_id)
left join duckdb_columns() as described
    on described.table_name = correction.table_name
    and described.column_name = correction.column_name
left join code_list as old_word
    on old_word.column_name = correction.column_name
    and old_word.code = correction.old_value
left join code_list as new_word
    on new_word.column_name = correction.column_name
    and new_word.code = correction.new_value
left join last_review on last_review.reviewed_batch_id = correction.batch_id
order by correction.recorded_at desc, sheet_zh, correction.record_key, heading_zh, correction.old_value, correction.new_value
