-- question: 今后几天安排谁轮休，有没有人接替？ | What rest is ordered for the coming days, and is there relief?
-- grain:    从所选日起每日一行，共七日；不登记轮休安排的没有行 | one row per day from the chosen one, seven in all; none where no rest orders are kept
-- metric:   轮休安排 = 当日有效的轮休安排；未写明接替人的为无人接替（份） | Rest orders = orders in force on the day; without relief where nobody is named (orders)
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

stood as (

    select person_shift.person_id, arg_max(person_shift.township_code, person_shift.counted_from) as area_code
    from person_shift
    inner join moment
        on moment.duty_on = $duty_on
        and moment.shift_code = $shift_code
        and person_shift.starts_at <= moment.moment_at
        and person_shift.ends_at > moment.moment_at - interval 7 days
    group by person_shift.person_id
    having bool_or(person_shift.is_known)

),

place as (

    select person_id, area_code
    from stood

    union all

    select person.person_id, organisation.host_area_code
    from current_person as person
    inner join current_organisation as organisation using (organisation_id)
    anti join stood using (person_id)

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
where is_kept('rest_order')
group by day.rest_on
order by day.rest_on
