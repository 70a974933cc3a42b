-- What is wrong with single cells, whatever their table. A cell has at most one such fault.
-- Columns: sheet_no, row_no, column_name, expected_zh, expected_en.
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
        bounds.at_least::double as at_least,
        bounds.at_most::double as at_most,
        case
            when description.has_words then '须为下列之一：' || description.words_zh
            when description.data_type = 'boolean' then '须为“是”或“否”'
            when description.data_type = 'date' then '须为日期，例如 2020-01-29'
            when description.data_type = 'timestamp with time zone'
                then '须为日期和时间，例如 2020-01-29 08:00'
            else
                case
                    when bounds.at_most is not null
                        then '须为 ' || bounds.at_least || ' 至 ' || bounds.at_most || ' 的'
                    when bounds.at_least is not null then '须为不小于 ' || bounds.at_least || ' 的'
                    else '须为'
                end || if(description.data_type = 'integer', '整数', '数')
        end as expected_zh,
        case
            when description.has_words then 'one of: ' || description.words_en
            when description.data_type = 'boolean' then 'yes or no'
            when description.data_type = 'date' then 'a date, such as 2020-01-29'
            when description.data_type = 'timestamp with time zone'
                then 'a date and time, such as 2020-01-29 08:00'
            else
                if(description.data_type = 'integer', 'a whole number', 'a number')
                || case
                    when bounds.at_most is not null
                        then ' from ' || bounds.at_least || ' to ' || bounds.at_most
                    when bounds.at_least is not null then ' of at least ' || bounds.at_least
                    else ''
                end
        end as expected_en
    from description
    left join bounds using (column_name)

),

judged as (

    select
        typed.value_no,
        typed.sheet_no,
        typed.column_name,
        case
            when typed.is_private then 'private'
            when typed.value = '' and typed.is_required then 'required'
            when typed.value = '' or typed.value is null then null
            when regexp_matches(typed.written, '[[:cntrl:]]') then 'control'
            when length(typed.value) > 200 then 'long'
            when typed.canonical is null
                or typed.number not between coalesce(limited.at_least, '-inf'::double)
                    and coalesce(limited.at_most, 'inf'::double) then 'type'
            when typed.moment > setting.now_at
                and typed.column_name not in (
                    'planned_start_at', 'planned_end_at', 'due_at', 'opened_at', 'closed_at',
                    'valid_from_on', 'valid_to_on', 'duty_on'
                )
                -- Rest is ordered ahead.
                and typed.table_name <> 'rest_order' then 'future'
            when typed.moment > setting.now_at + interval 366 days then 'far'
            when typed.moment < setting.earliest_at then 'early'
        end as fault,
        limited.expected_zh,
        limited.expected_en
    from typed
    inner join limited using (table_name, column_name)
    cross join setting

)

select
    judged.sheet_no,
    cell.row_no,
    judged.column_name,
    case judged.fault
        when 'private' then '不得填写身份证号或手机号，请用人员化名'
        when 'required' then '必填'
        when 'control' then '不得换行'
        when 'long' then '不得超过 200 个字'
        when 'type' then judged.expected_zh
        when 'future' then '不得晚于现在（' || strftime(setting.now_at, '%Y-%m-%d %H:%M') || '）'
        when 'far' then '不得晚于一年之后'
        when 'early' then '不得早于 ' || strftime(setting.earliest_at, '%Y-%m-%d') || '（首日前 7 天）'
    end as expected_zh,
    case judged.fault
        when 'private' then 'no identity or mobile number; use the pseudonym'
        when 'required' then 'a value'
        when 'control' then 'one line'
        when 'long' then 'at most 200 characters'
        when 'type' then judged.expected_en
        when 'future' then 'not after now (' || strftime(setting.now_at, '%Y-%m-%d %H:%M') || ')'
        when 'far' then 'at most a year ahead'
        when 'early' then 'not before ' || strftime(setting.earliest_at, '%Y-%m-%d')
            || ' (7 days before the first day)'
    end as expected_en
from judged
inner join cell using (value_no)
cross join setting
where judged.fault is not null
