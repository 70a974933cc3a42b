-- question: 哪个镇街哪种物资最先用完？ | In which township does what run out first?
-- grain:    范围内每个镇街一行，最先用完的在前；取其可用天数最少的一类物资 | one row per township in scope, first to run out first; its kind of supplies with the fewest stock days
-- metric:   M40 按镇街 | M40 by township
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code      varchar  镇街代码 | Township code
-- column:   name           varchar  镇街 | Township
-- column:   stock_days     double   最少可用（天） | Fewest stock days
-- column:   supply_kind    varchar  最先用完的物资 | First to run out
-- column:   supply_zh      varchar  物资名称 | Supplies in Chinese
-- column:   supply_en      varchar  物资名称（英文） | Supplies
-- column:   stock          bigint   该物资库存 | Its stock
-- column:   kinds_short    bigint   不足 7 天（种） | Kinds short of the limit
-- column:   kinds          bigint   有库存记录（种） | Kinds with a stock
-- column:   front_people   bigint   一线人员（人） | People at the front
-- column:   care_people    bigint   关爱覆盖（人次） | Reached by care
-- column:   care_per_100   double   每百人关爱（人次） | Care per 100 people
-- column:   is_silent      boolean  当日未报 | Not reported today
-- note:     空值：没有库存记录，或近 7 日没有发放；没有一线人员可知的，也为空 | Null: no stock recorded, nothing issued in 7 days, or nobody known at the front
with township as (

    select area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)

),

movement as (

    select
        area.township_code,
        supply.supply_kind,
        coalesce(sum(supply.quantity) filter (goes_in(supply.supply_flow)), 0) as came_in,
        coalesce(sum(supply.quantity) filter (supply.supply_flow = 'issued'), 0) as issued,
        coalesce(sum(supply.quantity) filter (
            supply.supply_flow = 'issued'
            and supply.moved_at::date > $duty_on - norm_value('stock_window_days')::integer
        ), 0) / window_days($duty_on) as issued_per_day
    from current_supply_movement as supply
    inner join current_area as area using (area_code)
    where supply.moved_at <= seen_at($duty_on)
        and is_within(supply.area_code, $area_code)
    group by all

),

stock as (

    select
        *,
        stock_of(came_in, issued) as stock,
        share(stock_of(came_in, issued), issued_per_day) as stock_days
    from movement
    where not is_fresh(supply_kind)

),

lowest as (

    select
        township_code,
        min(stock_days) as stock_days,
        arg_min(supply_kind, stock_days) as supply_kind,
        arg_min(stock, stock_days) as stock,
        count(*) filter (stock_days < (select watch from threshold where metric_id = 'M40')) as kinds_short,
        count(stock) as kinds
    from stock
    group by township_code

),

front as (

    select township_code, count(distinct person_id) as people
    from front_span
    where $duty_on between from_on and to_on
        and is_within(area_code, $area_code)
    group by township_code

),

care as (

    select area.township_code, sum(measure.people)::bigint as people
    from current_care_measure as measure
    inner join current_area as area using (area_code)
    where measure.done_at <= seen_at($duty_on)
        and is_within(measure.area_code, $area_code)
    group by area.township_code

),

measured as (

    select
        township.area_code,
        township.name,
        lowest.stock_days,
        lowest.supply_kind,
        code_list.name_zh as supply_zh,
        code_list.name_en as supply_en,
        lowest.stock::bigint as stock,
        lowest.kinds_short,
        lowest.kinds,
        case when exists (select 1 from front) then coalesce(front.people, 0) end as front_people,
        guarded_beside(care.people, true) as care_people,
        day_report.due_at <= seen_at($duty_on) and day_report.reported_at is null as is_silent
    from township
    left join lowest on lowest.township_code = township.area_code
    left join front on front.township_code = township.area_code
    left join care on care.township_code = township.area_code
    left join code_list on code_list.column_name = 'supply_kind' and code_list.code = lowest.supply_kind
    left join day_report
        on day_report.township_code = township.area_code
        and day_report.report_source = 'supply_movement'
        and day_report.duty_on = $duty_on

)

select
    * exclude (is_silent),
    share(care_people, front_people) * 100 as care_per_100,
    is_silent
from measured
order by stock_days nulls last, area_code
