-- question: 六本账哪里没报、哪里不合格？ | Which ledgers are missing or invalid where?
-- grain:    每个地方和台账一行；地方为镇街，范围为一个镇街时为其村居；最差的地方在前 | one row per place and ledger; places are townships, or the communities of the township in scope; worst place first
-- metric:   M37 按地方和台账 | M37 by place and ledger
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     日期 | Day
-- column:   area_code      varchar  区划代码 | Area code
-- column:   name           varchar  区划 | Area
-- column:   ledger_kind    varchar  台账 | Ledger
-- column:   ledger_zh      varchar  台账名称 | Ledger in Chinese
-- column:   ledger_en      varchar  台账名称（英文） | Ledger name
-- column:   returns        bigint   应报（份） | Returns
-- column:   due            bigint   到期（份） | Due
-- column:   filed          bigint   已报（份） | Filed
-- column:   on_time        bigint   按时（份） | In time
-- column:   overdue        bigint   逾期未报（份） | Overdue
-- column:   invalid        bigint   有无效记录（份） | With invalid rows
-- column:   filed_share    double   完整率 | Completeness
-- column:   on_time_share  double   及时率 | Timeliness
-- column:   ledger_state   varchar  状态 | State
-- note:     状态依次：有逾期、有无效、未到期、已报 | State, worst first: overdue, invalid, not due, filed
with depth as (

    select coalesce(bool_or(area_level in ('township', 'community')), false) as is_near
    from current_area
    where area_code = $area_code

),

standing as (

    select
        ledger.*,
        case when depth.is_near then ledger.area_code else coalesce(ledger.township_code, ledger.area_code) end
            as place_code
    from ledger_standing($duty_on) as ledger
    cross join depth
    where is_within(ledger.area_code, $area_code)

),

counted as (

    select
        place_code,
        ledger_kind,
        count(*) as returns,
        count(*) filter (is_due) as due,
        count(filed_at) as filed,
        count(*) filter (is_on_time) as on_time,
        count(*) filter (ledger_state = 'overdue') as overdue,
        count(*) filter (ledger_state = 'invalid') as invalid,
        count(*) filter (ledger_state = 'not_due') as not_due
    from standing
    group by place_code, ledger_kind

)

select
    counted.place_code as area_code,
    area.area_name as name,
    counted.ledger_kind,
    code_list.name_zh as ledger_zh,
    code_list.name_en as ledger_en,
    counted.returns,
    counted.due,
    counted.filed,
    counted.on_time,
    counted.overdue,
    counted.invalid,
    share(counted.filed, counted.due) as filed_share,
    share(counted.on_time, counted.due) as on_time_share,
    case
        when counted.overdue > 0 then 'overdue'
        when counted.invalid > 0 then 'invalid'
        when counted.not_due > 0 then 'not_due'
        else 'filed'
    end as ledger_state
from counted
inner join current_area as area on area.area_code = counted.place_code
left join code_list on code_list.column_name = 'ledger_kind' and code_list.code = counted.ledger_kind
order by
    sum(counted.overdue) over (partition by counted.place_code) desc,
    sum(counted.invalid) over (partition by counted.place_code) desc,
    counted.place_code,
    code_list.sort_order,
    counted.ledger_kind
