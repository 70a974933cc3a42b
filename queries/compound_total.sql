-- question: 小区都封闭了吗？ | Are all compounds closed?
-- grain:    一行；按当日结束或当前时刻之前最近一次检查 | one row; as last checked by the end of the day or the clock
-- metric:   M38 小区封闭达标率 = 全封闭且出入口三查到位的小区 / 小区 | M38 Closure compliance = compounds fully closed with all three checks at their gates / compounds
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    compound_id  varchar  小区编号；空值为全部 | Compound; null for all
-- param:    duty_on    date     日期 | Day
-- column:   compounds          bigint       小区（个） | Compounds
-- column:   checked            bigint       已核查（个） | Checked
-- column:   closed             bigint       全封闭（个） | Closed
-- column:   closed_share       double       全封闭率 | Closed
-- column:   compliant          bigint       达标（个） | Compliant
-- column:   compliant_share    double       封闭达标率 | Closure compliance
-- column:   unmanaged          bigint       无物业（个） | Without a manager
-- column:   unmanaged_closed   bigint       无物业已封闭（个） | Of these closed
-- column:   unguarded          bigint       无安保（个） | Without guards
-- column:   unguarded_closed   bigint       无安保已封闭（个） | Of these closed
-- column:   gates              bigint       出入口（个） | Gates
-- column:   gates_open         bigint       开放出入口（个） | Gates open
-- column:   households         bigint       户数（户） | Households
-- column:   oldest_check_at    timestamptz  最早的末次核查 | Oldest last check
-- note:     从未核查的小区留在分母，不算封闭 | A compound never checked stays in the denominator and does not count as closed
-- note:     本部署没有核查记录的，核查各项为空 | Where the deployment keeps no checks at all, what they would tell is null
-- note:     不登记小区的行动，各数为空，不为 0 | Where no compounds are kept all numbers are null, never 0
with compound as (

    select *, (select count(*) from compound_check) > 0 as is_check_kept
    from compound_standing($duty_on)
    where is_within(area_code, $area_code)
        and is_compound(compound_id, $compound_id)

),

counted as (

    select
        count(*) as compounds,
        count(checked_at) as checked,
        case when any_value(is_check_kept) then count(*) filter (is_closed) end as closed,
        case when any_value(is_check_kept) then count(*) filter (is_compliant) end as compliant,
        count(*) filter (not has_manager) as unmanaged,
        case when any_value(is_check_kept) then count(*) filter (not has_manager and is_closed) end as unmanaged_closed,
        count(*) filter (not has_guards) as unguarded,
        case when any_value(is_check_kept) then count(*) filter (not has_guards and is_closed) end as unguarded_closed,
        coalesce(sum(gates), 0)::bigint as gates,
        sum(gates_open)::bigint as gates_open,
        sum(households)::bigint as households,
        min(checked_at) as oldest_check_at
    from compound

),

total as (

    select
        compounds,
        checked,
        closed,
        share(closed, compounds) as closed_share,
        compliant,
        share(compliant, compounds) as compliant_share,
        unmanaged,
        unmanaged_closed,
        unguarded,
        unguarded_closed,
        gates,
        gates_open,
        households,
        oldest_check_at
    from counted

),

kept as (select is_kept('compound') as is_kept)

select total.*
from kept
left join total on kept.is_kept
