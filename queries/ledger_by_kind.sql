-- question: 哪本账最难报齐？ | Which ledger is hardest to complete?
-- grain:    每本台账一行，及时率最低的在前 | one row per ledger, lowest timeliness first
-- metric:   M37 按台账 | M37 by ledger
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     日期 | Day
-- column:   ledger_kind     varchar  台账 | Ledger
-- column:   due             bigint   到期（份） | Due
-- column:   filed           bigint   已报（份） | Filed
-- column:   on_time         bigint   按时（份） | In time
-- column:   overdue         bigint   逾期未报（份） | Overdue
-- column:   invalid         bigint   有无效记录（份） | With invalid rows
-- column:   on_time_share   double   及时率 | Timeliness
-- column:   rows_expected   bigint   应登记（条） | Rows expected
-- column:   rows_filed      bigint   已登记（条） | Rows filed
-- column:   rows_invalid    bigint   无效（条） | Rows invalid
-- column:   rows_share      double   登记完整率 | Rows filed
select
    ledger_kind,
    count(*) filter (is_due) as due,
    count(filed_at) as filed,
    count(*) filter (is_on_time) as on_time,
    count(*) filter (ledger_state = 'overdue') as overdue,
    count(*) filter (ledger_state = 'invalid') as invalid,
    share(count(*) filter (is_on_time), count(*) filter (is_due)) as on_time_share,
    sum(rows_expected) filter (is_due)::bigint as rows_expected,
    sum(rows_filed)::bigint as rows_filed,
    sum(rows_invalid)::bigint as rows_invalid,
    share(sum(rows_filed) filter (rows_expected is not null), sum(rows_expected) filter (is_due)) as rows_share
from ledger_standing($duty_on)
where is_within(area_code, $area_code)
group by ledger_kind
order by on_time_share nulls last, ledger_kind
