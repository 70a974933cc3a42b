-- How each ledger of each place stands: the return due last, by the end of the day or later that day. Filed with
-- invalid rows is invalid; not filed is overdue, or not yet due. A return filed after the reader's moment is not seen.
create macro ledger_standing(duty_day) as table
with due as (

    select
        ledger_return_id,
        ledger_kind,
        area_code,
        due_at,
        case when filed_at <= seen_at(duty_day) then filed_at end as filed_at,
        rows_expected,
        case when filed_at <= seen_at(duty_day) then rows_filed end as rows_filed,
        case when filed_at <= seen_at(duty_day) then rows_invalid end as rows_invalid
    from current_ledger_return
    where due_at::date <= duty_day
    qualify row_number() over (partition by ledger_kind, area_code order by due_at desc, ledger_return_id desc) = 1

)

select
    due.*,
    area.area_level,
    area.township_code,
    due.due_at <= seen_at(duty_day) or due.filed_at is not null as is_due,
    due.filed_at <= due.due_at as is_on_time,
    case
        when due.filed_at is null and due.due_at > seen_at(duty_day) then 'not_due'
        when due.filed_at is null then 'overdue'
        when due.rows_invalid > 0 then 'invalid'
        else 'filed'
    end as ledger_state
from due
inner join current_area as area using (area_code);
