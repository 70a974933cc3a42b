-- question: 各种物资还够用几天？ | How many days will each kind of supplies last?
-- grain:    当日结束前范围内有出入的每类物资一行，最先用完的在前 | one row per kind of supplies that moved in the scope by the end of the day, first to run out first
-- metric:   M40 库存可用天数 = (领入 + 捐入 + 自费购置 − 发放) / 近 7 日日均发放（天） | M40 Stock days = (received + donated + bought − issued) / average issue a day in the last 7 days (days)
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   supply_kind          varchar  物资代码 | Kind code
-- column:   name_zh              varchar  物资 | Kind in Chinese
-- column:   name_en              varchar  物资（英文） | Kind
-- column:   received             bigint   领入 | Received
-- column:   donated              bigint   捐入 | Donated
-- column:   bought_own           bigint   自费购置 | Bought by own money
-- column:   issued               bigint   发放 | Issued
-- column:   issued_today         bigint   当日发放 | Issued today
-- column:   issued_per_day       double   近 7 日日均发放 | Issued per day, 7-day average
-- column:   stock                bigint   库存 | Stock
-- column:   overdrawn            bigint   发放超出入库 | Issued beyond what came in
-- column:   stock_days           double   库存可用（天） | Stock days
-- column:   is_fresh             boolean  当日供应 | Served the same day
-- column:   people               bigint   一线人员（人） | People at the front
-- column:   issued_per_person    double   人均发放 | Issued per person
-- note:     当日供应的（如餐食）不存库，不算可用天数 | What is served the same day, as meals are, is not stored and has no stock days
-- note:     没有入库记录的，库存不明；近 7 日没有发放的，可用天数不适用 | Where nothing came in, the stock is not known; where nothing was issued in 7 days, there are no stock days
with front as (

    select count(distinct person_id) as people
    from front_span
    where $duty_on between from_on and to_on
        and is_within(area_code, $area_code)

),

movement as (

    select
        supply_kind,
        sum(quantity) filter (supply_flow = 'received') as received,
        sum(quantity) filter (supply_flow = 'donated') as donated,
        sum(quantity) filter (supply_flow = 'bought_own') as bought_own,
        coalesce(sum(quantity) filter (goes_in(supply_flow)), 0) as came_in,
        coalesce(sum(quantity) filter (supply_flow = 'issued'), 0) as issued,
        coalesce(sum(quantity) filter (
            supply_flow = 'issued' and moved_at::date = $duty_on
        ), 0) as issued_today,
        coalesce(sum(quantity) filter (
            supply_flow = 'issued' and moved_at::date > $duty_on - norm_value('stock_window_days')::integer
        ), 0) / window_days($duty_on) as issued_per_day
    from current_supply_movement
    where moved_at <= seen_at($duty_on)
        and is_within(area_code, $area_code)
    group by supply_kind

)

select
    movement.supply_kind,
    code_list.name_zh,
    code_list.name_en,
    coalesce(movement.received, 0)::bigint as received,
    coalesce(movement.donated, 0)::bigint as donated,
    coalesce(movement.bought_own, 0)::bigint as bought_own,
    movement.issued::bigint as issued,
    movement.issued_today::bigint as issued_today,
    movement.issued_per_day,
    stock_of(movement.came_in, movement.issued)::bigint as stock,
    case when movement.came_in > 0 then greatest(movement.issued - movement.came_in, 0) end::bigint as overdrawn,
    case when not is_fresh(movement.supply_kind)
        then share(stock_of(movement.came_in, movement.issued), movement.issued_per_day) end as stock_days,
    is_fresh(movement.supply_kind) as is_fresh,
    front.people,
    share(movement.issued, front.people) as issued_per_person
from movement
cross join front
left join code_list
    on code_list.column_name = 'supply_kind'
    and code_list.code = movement.supply_kind
order by stock_days nulls last, code_list.sort_order, movement.supply_kind
