-- Every text of a column, once, in the one form in which it is stored: codes for words, ISO dates and times with
-- their offset, plain numbers. Null where the cell is empty, private, or not of its column's type.
-- `value` is the text with full-width forms made ordinary; null stands for a cell without a usable value.
with

dated as (

    select
        *,
        regexp_extract(
            value,
            '^(\d{4})(?:-|/|\.|年)(\d{1,2})(?:-|/|\.|月)(\d{1,2})日?'
            || '(?:[ T]*(\d{1,2}):(\d{2})(?::(\d{2}(?:\.\d{1,6})?))? *(Z|[+-]\d{2}(?::?\d{2})?)?)?$',
            ['year', 'month', 'day', 'hour', 'minute', 'second', 'zone']
        ) as part,
        regexp_full_match(
            value,
            '(\d+-\d+-\d+|\d+/\d+/\d+|\d+\.\d+\.\d+|\d+年\d+月\d+日)([ T]*\d+:.*)?'
        ) as is_dated
    from told_value

),

timed as (

    select
        *,
        case when is_dated and part.year <> '' then try_cast(
            part.year || '-' || lpad(part.month, 2, '0') || '-' || lpad(part.day, 2, '0') as date
        ) end as day,
        part.hour = '24' and part.minute = '00' and part.second in ('', '00') as is_midnight_after
    from dated

),

stamped as (

    -- 24:00 is the midnight that ends the day. 8:00-16:00 is a span of hours and no time sixteen hours behind Greenwich.
    select
        *,
        case when day is not null and part.hour <> '' and not (part.zone like '-%' and part.second = '') then try_cast(
            (day + is_midnight_after::integer)::varchar
            || ' '
            || if(is_midnight_after, '00:00', lpad(part.hour, 2, '0') || ':' || part.minute)
            || if(part.second = '' or is_midnight_after, ':00', ':' || part.second)
            || part.zone as timestamptz
        ) end as moment
    from timed

)

select
    stamped.value_no,
    stamped.sheet_no,
    stamped.column_no,
    stamped.column_name,
    stamped.written,
    stamped.value,
    stamped.is_private,
    description.table_name,
    description.data_type,
    description.is_required,
    description.is_key,
    description.has_words,
    case
        when stamped.is_private or stamped.value = '' then null
        when description.has_words then word.code
        when description.is_name then stamped.written
        -- What a spreadsheet saves as text of a number of more than eleven digits.
        when description.data_type = 'varchar'
            then if(regexp_full_match(stamped.value, '\d(\.\d+)?[eE]\+\d{2}'), null, stamped.value)
        when description.data_type = 'boolean' then
            case
                when lower(stamped.value) in ('是', 'true', '1', 'yes') then 'true'
                when lower(stamped.value) in ('否', 'false', '0', 'no') then 'false'
            end
        when description.data_type = 'date'
            and (part.hour = '' or stamped.moment = stamped.day) then stamped.day::varchar
        when description.data_type = 'timestamp with time zone' then regexp_replace(
            replace(stamped.moment::varchar, ' ', 'T'), '([+-]\d\d)$', '\1:00'
        )
        when description.data_type = 'integer'
            and regexp_full_match(stamped.value, '[+-]?(\d+|\d{1,3}(,\d{3})+)(\.0+)?') then try_cast(
                replace(split_part(stamped.value, '.', 1), ',', '') as integer
            )::varchar
        when description.data_type = 'double'
            and regexp_full_match(stamped.value, '[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?([eE][+-]?\d{1,2})?')
            then replace(stamped.value, ',', '')
    end as canonical
from stamped
inner join sheet using (sheet_no)
inner join description using (table_name, column_name)
left join word
    on description.has_words
    and word.column_name = stamped.column_name
    and word.folded = lower(replace(stamped.value, ' ', ''))
