-- What is wrong with single cells, whatever their table. A cell has at most one such fault.
-- Columns: sheet_no, row_no, column_name, fault_code, given.
with

typed as (

    select
        *,
        case when data_type in ('integer', 'double') then canonical::double end as number,
        case
            when data_type in ('date', 'timestamp with time zone') then canonical::timestamptz
        end as moment
    from judged_value

),

limited as (

    select
        description.table_name,
        description.column_name,
        description.words_zh,
        description.words_en,
        bounds.at_least::double as at_least,
        bounds.at_most::double as at_most,
        bounds.at_least as written_least,
        bounds.at_most as written_most,
        case
            when description.has_words then 'CELL-07'
            when description.data_type = 'boolean' then 'CELL-08'
            when description.data_type = 'date' then 'CELL-09'
            when description.data_type = 'timestamp with time zone' then 'CELL-10'
            when bounds.at_most is not null then if(description.data_type = 'integer', 'CELL-15', 'CELL-16')
            when bounds.at_least is not null then if(description.data_type = 'integer', 'CELL-13', 'CELL-14')
            else if(description.data_type = 'integer', 'CELL-11', 'CELL-12')
        end as type_fault
    from description
    left join bounds using (column_name)

),

judged as (

    select
        typed.value_no,
        typed.sheet_no,
        typed.column_name,
        case
            when typed.is_private then 'CELL-03'
            when typed.value = '' and typed.is_required then 'CELL-04'
            when typed.value = '' or typed.value is null then null
            when regexp_matches(typed.written, '[[:cntrl:]]') then 'CELL-05'
            when length(typed.value) > 200 then 'CELL-06'
            when typed.data_type = 'varchar' and not typed.has_words and typed.canonical is null then 'CELL-22'
            when typed.canonical is null
                or typed.number not between coalesce(limited.at_least, '-inf'::double)
                    and coalesce(limited.at_most, 'inf'::double) then limited.type_fault
            when typed.moment > setting.now_at
                and typed.column_name not in (
                    'planned_start_at', 'planned_end_at', 'due_at', 'opened_at', 'closed_at',
                    'valid_from_on', 'valid_to_on', 'duty_on'
                )
                -- Rest is ordered ahead.
                and typed.table_name <> 'rest_order' then 'CELL-17'
            when typed.moment > setting.now_at + interval 366 days then 'CELL-18'
            when typed.moment < setting.earliest_at then 'CELL-19'
        end as fault_code,
        limited.words_zh,
        limited.words_en,
        limited.written_least,
        limited.written_most
    from typed
    inner join limited using (table_name, column_name)
    cross join setting

)

select
    judged.sheet_no,
    cell.row_no,
    judged.column_name,
    judged.fault_code,
    case judged.fault_code
        when 'CELL-07' then json_object('words_zh', judged.words_zh, 'words_en', judged.words_en)
        when 'CELL-13' then json_object('least', judged.written_least)
        when 'CELL-14' then json_object('least', judged.written_least)
        when 'CELL-15' then json_object('least', judged.written_least, 'most', judged.written_most)
        when 'CELL-16' then json_object('least', judged.written_least, 'most', judged.written_most)
        when 'CELL-17' then json_object('now', strftime(setting.now_at, '%Y-%m-%d %H:%M'))
        when 'CELL-19' then json_object('first', strftime(setting.earliest_at, '%Y-%m-%d'))
    end as given
from judged
inner join cell using (value_no)
cross join setting
where judged.fault_code is not null
