-- question: 哪些小区要先管？ | Which compounds come first?
-- grain:    范围内每个小区一行，最差的在前：未封闭、出入口未守规则、从未检查，再按检查距今多久 | one row per compound in the scope, worst first: not closed, gate rule not kept, never checked, then by age of check
-- metric:   M38 M12 按小区 | M38 M12 by compound
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    compound_id  varchar  小区编号；空值为全部 | Compound; null for all
-- param:    duty_on    date     日期 | Day
-- column:   compound_id       varchar      小区编号 | Compound id
-- column:   name              varchar      小区 | Compound
-- column:   area_code         varchar      社区代码 | Community code
-- column:   community_name    varchar      社区（村） | Community
-- column:   is_closed         boolean      全封闭 | Closed
-- column:   is_gate_rule_met  boolean      出入口三查到位 | Gate rule met
-- column:   is_open           boolean      未全封闭 | Not closed
-- column:   is_rule_missed    boolean      三查不到位 | Gate rule not kept
-- column:   is_compliant      boolean      达标 | Compliant
-- column:   gates_open        integer      开放出入口（个） | Gates open
-- column:   gates             integer      出入口（个） | Gates
-- column:   is_unmanaged      boolean      无物业 | No manager
-- column:   is_unguarded      boolean      无安保 | No guards
-- column:   is_key_site       boolean      重点场所 | Key site
-- column:   households        integer      户数（户） | Households
-- column:   staff_per_1000    double       社区每千户值守（人） | Community's staff per 1,000 households
-- column:   zone_zh           varchar      管控 | Zone in Chinese
-- column:   zone_en           varchar      管控（英文） | Zone
-- column:   checked_at        timestamptz  核查时间 | Checked at
-- column:   lon               double       经度（度） | Longitude
-- column:   lat               double       纬度（度） | Latitude
-- note:     每千户值守按社区计：当日值守的社区工作者 / 社区各小区户数 | Staff are the community workers on duty that day, over the households of the community's compounds
with standing as (

    select *, sum(households) over (partition by area_code) as community_households
    from compound_standing($duty_on)
    where is_within(area_code, $area_code)
    qualify is_compound(compound_id, $compound_id)

),

stood as (

    select checkpoint.area_code, count(distinct duty.person_id) as staff
    from current_duty_shift as duty
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    where duty.duty_on = $duty_on
        and duty.role = 'community_worker'
        and duty.actual_start_at <= seen_at($duty_on)
    group by checkpoint.area_code

),

zone as (

    -- A zone over the whole community holds each of its compounds; the strictest counts.
    select standing.compound_id, code_list.name_zh, code_list.name_en
    from standing
    inner join current_zone_status as status
        on status.compound_id = standing.compound_id
        or (status.compound_id is null and status.area_code = standing.area_code)
    inner join code_list on code_list.column_name = 'zone_kind' and code_list.code = status.zone_kind
    where status.starts_at <= seen_at($duty_on)
        and (status.ends_at is null or status.ends_at > seen_at($duty_on))
    qualify row_number() over (partition by standing.compound_id order by code_list.sort_order) = 1

)

select
    standing.compound_id,
    standing.compound_name as name,
    standing.area_code,
    standing.community_name,
    standing.is_closed,
    standing.is_gate_rule_met,
    not standing.is_closed as is_open,
    not standing.is_gate_rule_met as is_rule_missed,
    standing.is_compliant,
    standing.gates_open,
    standing.gates,
    not standing.has_manager as is_unmanaged,
    not standing.has_guards as is_unguarded,
    standing.is_key_site,
    standing.households,
    share(stood.staff * 1000, standing.community_households) as staff_per_1000,
    coalesce(zone.name_zh, '无') as zone_zh,
    coalesce(zone.name_en, 'none') as zone_en,
    standing.checked_at,
    standing.lon,
    standing.lat
from standing
left join stood using (area_code)
left join zone using (compound_id)
order by
    case
        when not standing.is_closed then 0
        when not standing.is_gate_rule_met then 1
        when standing.checked_at is null then 2
        else 3
    end,
    standing.checked_at,
    standing.compound_id
