-- question: 台账报齐了吗，按时吗？ | Are the ledgers complete and in time?
-- grain:    一行；每个地方的每本台账取最近到期的一次报送 | one row; for each ledger of each place the return due last
-- metric:   M37 台账完整率 = 已报 / 到期应报；及时率 = 按时已报 / 到期应报 | M37 Ledger completeness = filed / due; timeliness = filed in time / due
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     日期 | Day
-- column:   returns          bigint  应报（份） | Returns
-- column:   due              bigint  到期（份） | Due
-- column:   filed            bigint  已报（份） | Filed
-- column:   on_time          bigint  按时（份） | In time
-- column:   overdue          bigint  逾期未报（份） | Overdue
-- column:   invalid          bigint  有无效记录（份） | With invalid rows
-- column:   not_due          bigint  未到期（份） | Not yet due
-- column:   filed_share      double  完整率 | Completeness
-- column:   on_time_share    double  及时率 | Timeliness
-- column:   places           bigint  应报村居（个） | Places
-- column:   places_complete  bigint  到期全报村居（个） | Places with everything filed
-- note:     未到期且未报的不计入分母 | What is neither due nor filed is left out of the denominator
-- note:     不登记台账的行动，各数为空，不为 0 | Where no ledgers are kept all numbers are null, never 0
with standing as (

    select * from ledger_standing($duty_on) where is_within(area_code, $area_code)

),

place as (

    select area_code, count(*) filter (ledger_state = 'overdue') = 0 as is_complete
    from standing
    group by area_code

),

total as (

    select
        count(*) as returns,
        count(*) filter (is_due) as due,
        count(filed_at) as filed,
        count(*) filter (is_on_time) as on_time,
        count(*) filter (ledger_state = 'overdue') as overdue,
        count(*) filter (ledger_state = 'invalid') as invalid,
        count(*) filter (ledger_state = 'not_due') as not_due,
        share(count(filed_at), count(*) filter (is_due)) as filed_share,
        share(count(*) filter (is_on_time), count(*) filter (is_due)) as on_time_share,
        (select count(*) from place) as places,
        (select count(*) from place where is_complete) as places_complete
    from standing

),

kept as (select is_kept('ledger_return') as is_kept)

select total.*
from kept
left join total on kept.is_kept
