-- question: 哪个镇街的小区没有封好？ | In which township are compounds not closed as they should be?
-- grain:    范围内每个镇街一行，达标率最低的在前；从未检查小区的为空值 | one row per township in scope, lowest compliance first; null where no compound was ever checked
-- metric:   M38 按镇街 | M38 by township
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    compound_id  varchar  小区编号；空值为全部 | Compound; null for all
-- param:    duty_on    date     日期 | Day
-- column:   area_code        varchar  镇街代码 | Township code
-- column:   name             varchar  镇街 | Township
-- column:   compounds        bigint   小区（个） | Compounds
-- column:   checked          bigint   已核查（个） | Checked
-- column:   closed           bigint   全封闭（个） | Closed
-- column:   compliant        bigint   达标（个） | Compliant
-- column:   compliant_share  double   封闭达标率 | Closure compliance
-- column:   unmanaged        bigint   无物业（个） | Without a manager
-- column:   unguarded        bigint   无安保（个） | Without guards
-- column:   gates_open       bigint   开放出入口（个） | Gates open
-- column:   households       bigint   户数（户） | Households
-- note:     本部署没有核查记录的，已核查为空 | Where the deployment keeps no checks at all, the number checked is null
-- note:     不登记小区的行动，各数为空，不为 0 | Where no compounds are kept all numbers are null, never 0
with standing as (

    select
        township_code,
        count(*) as compounds,
        count(checked_at) as checked,
        count(*) filter (is_closed) as closed,
        count(*) filter (is_compliant) as compliant,
        count(*) filter (not has_manager) as unmanaged,
        count(*) filter (not has_guards) as unguarded,
        sum(gates_open)::bigint as gates_open,
        sum(households)::bigint as households
    from compound_standing($duty_on)
    where is_within(area_code, $area_code)
        and is_compound(compound_id, $compound_id)
    group by township_code

),

kept as (select is_kept('compound') as is_kept)

select
    township.area_code,
    township.area_name as name,
    if(kept.is_kept, coalesce(standing.compounds, 0), null) as compounds,
    case when (select count(*) from compound_check) > 0 then coalesce(standing.checked, 0) end as checked,
    case when standing.checked > 0 then standing.closed end as closed,
    case when standing.checked > 0 then standing.compliant end as compliant,
    case when standing.checked > 0 then share(standing.compliant, standing.compounds) end as compliant_share,
    if(kept.is_kept, coalesce(standing.unmanaged, 0), null) as unmanaged,
    if(kept.is_kept, coalesce(standing.unguarded, 0), null) as unguarded,
    standing.gates_open,
    standing.households
from current_area as township
cross join kept
left join standing on standing.township_code = township.area_code
where township.area_level = 'township'
    and township.is_in_scope
    and is_around(township.area_code, $area_code)
order by compliant_share nulls last, township.area_code
