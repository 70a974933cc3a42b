-- question: 今后几天安排谁轮休，有没有人接替？ | What rest is ordered for the coming days, and is there relief?
-- grain:    one row per day from the chosen one, seven in all
-- metric:   轮休安排 Rest orders = orders in force on the day; without relief where nobody is named（份）
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   rest_on                date    日期 | Day
-- column:   orders                 bigint  轮休安排（份） | Rest orders
-- column:   orders_relieved        bigint  有人接替（份） | With relief
-- column:   orders_without_relief  bigint  无人接替（份） | Without relief
with day as (

    select ($duty_on + step)::date as rest_on
    from (select unnest(range(7))::integer as step)

),

place as (

    select person_rest.person_id, person_rest.township_code as area_code
    from person_rest
    where duty_on = $duty_on
        and shift_code = $shift_code

    union all

    select person.person_id, organisation.host_area_code
    from current_person as person
    inner join current_organisation as organisation using (organisation_id)
    where person.person_id not in (
        select person_rest.person_id
        from person_rest
        where person_rest.duty_on = $duty_on
            and person_rest.shift_code = $shift_code
    )

),

rest as (

    select current_rest_order.*
    from current_rest_order
    left join place using (person_id)
    where is_within(place.area_code, $area_code)

)

select
    day.rest_on,
    count(rest.rest_order_id) as orders,
    count(rest.relieved_by_id) as orders_relieved,
    count(rest.rest_order_id) - count(rest.relieved_by_id) as orders_without_relief
from day
left join rest
    on rest.starts_at < (day.rest_on + 1)::timestamp::timestamptz
    and rest.ends_at > day.rest_on::timestamp::timestamptz
group by day.rest_on
order by day.rest_on
