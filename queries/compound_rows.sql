-- question: 哪些小区算作封闭、合规、无物业、无安保？ | Which compounds count as closed, as kept by the rule, as unmanaged, as unguarded?
-- grain:    每个小区一行，未封闭的在前 | one row per compound, open ones first
-- metric:   M38 按小区 | M38 by compound
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    compound_id  varchar  小区编号；空值为全部 | Compound; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   compound_name  varchar  小区 | Compound
-- column:   community_name  varchar  社区 | Community
-- column:   checked_at  timestamptz  最近检查 | Last check
-- column:   compounds  bigint  计一个小区 | Counted as a compound
-- column:   closed  bigint  计已封闭 | Counted as closed
-- column:   compliant  bigint  计合规 | Counted as kept by the rule
-- column:   unmanaged  bigint  计无物业 | Counted as unmanaged
-- column:   unmanaged_closed  bigint  计无物业已封闭 | Counted as unmanaged and closed
-- column:   unguarded  bigint  计无安保 | Counted as unguarded
-- column:   unguarded_closed  bigint  计无安保已封闭 | Counted as unguarded and closed
-- column:   gates  bigint  出入口（个） | Gates
-- column:   gates_open  bigint  开放出入口（个） | Gates open
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     来源为最近一次检查所在的行；从未检查的为小区登记所在的行 | The origin is the row of the last check; without one, the row of the register
with checked as (

    select compound_id, batch_id, row_no
    from compound_check_as_of((select known_at from board))
    where checked_at <= seen_at($duty_on)
    qualify row_number() over (partition by compound_id order by checked_at desc, compound_check_id desc) = 1

),

origin as (

    select
        compound.compound_id,
        case when checked.compound_id is null then 'compound' else 'compound_check' end as record_table,
        coalesce(checked.batch_id, compound.batch_id) as batch_id,
        coalesce(checked.row_no, compound.row_no) as row_no
    from compound_as_of((select known_at from board)) as compound
    left join checked using (compound_id)

)

select
    standing.area_code,
    standing.compound_name,
    standing.community_name,
    standing.checked_at,
    1::bigint as compounds,
    coalesce(standing.is_closed, false)::bigint as closed,
    coalesce(standing.is_compliant, false)::bigint as compliant,
    (not standing.has_manager)::bigint as unmanaged,
    (not standing.has_manager and coalesce(standing.is_closed, false))::bigint as unmanaged_closed,
    (not standing.has_guards)::bigint as unguarded,
    (not standing.has_guards and coalesce(standing.is_closed, false))::bigint as unguarded_closed,
    standing.gates::bigint as gates,
    standing.gates_open::bigint as gates_open,
    sheet_of(origin.record_table) as sheet_name,
    batch.file_name,
    origin.row_no,
    batch.uploader,
    batch.received_at
from compound_standing($duty_on) as standing
inner join origin using (compound_id)
inner join batch using (batch_id)
where is_within(standing.area_code, $area_code)
    and is_compound(standing.compound_id, $compound_id)
order by standing.is_closed nulls first, standing.compound_id
