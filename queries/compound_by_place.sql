-- question: 这里有哪些小区，封闭和管控如何？ | Which compounds are here, and how are they closed and controlled?
-- grain:    one row per compound in the scope, not closed first, then those never checked, then by name
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   compound_id        varchar      小区编号 | Compound id
-- column:   name               varchar      小区 | Compound
-- column:   area_code          varchar      区划代码 | Area code
-- column:   community_name     varchar      村居 | Community
-- column:   households         integer      户数（户） | Households
-- column:   population         integer      人口（人） | Population
-- column:   gates              integer      出入口（个） | Gates
-- column:   gates_open         integer      开放出入口（个） | Gates open
-- column:   is_managed         boolean      有物业 | Has a manager
-- column:   is_guarded         boolean      有安保 | Has guards
-- column:   is_key_site        boolean      重点场所 | Key site
-- column:   is_closed          boolean      全封闭 | Closed
-- column:   is_gate_rule_met   boolean      出入口三查到位 | Gate rule met
-- column:   checked_at         timestamptz  核查时间 | Checked at
-- column:   zone_zh            varchar      管控类别 | Zone in Chinese
-- column:   zone_en            varchar      管控类别（英文） | Zone
-- column:   volunteers         bigint       报到志愿者（人） | Volunteers reported
with last_check as (

    select *
    from current_compound_check
    where checked_at <= seen_at($duty_on)
    qualify row_number() over (partition by compound_id order by checked_at desc, compound_check_id desc) = 1

),

zone as (

    select compound_id, zone_kind
    from current_zone_status
    where compound_id is not null
        and starts_at <= seen_at($duty_on)
        and (ends_at is null or ends_at > seen_at($duty_on))
    qualify row_number() over (partition by compound_id order by starts_at desc, zone_status_id desc) = 1

),

volunteer as (

    select compound_id, count(distinct person_id) as volunteers
    from current_volunteer_registration
    where registered_at <= seen_at($duty_on)
        and compound_id is not null
    group by compound_id

)

select
    compound.compound_id,
    compound.compound_name as name,
    compound.area_code,
    place.area_name as community_name,
    compound.households,
    compound.population,
    compound.gates,
    last_check.gates_open,
    compound.has_manager as is_managed,
    compound.has_guards as is_guarded,
    compound.is_key_site,
    last_check.is_closed,
    last_check.is_gate_rule_met,
    last_check.checked_at,
    code_list.name_zh as zone_zh,
    code_list.name_en as zone_en,
    coalesce(volunteer.volunteers, 0) as volunteers
from current_compound as compound
inner join current_area as place using (area_code)
left join last_check using (compound_id)
left join zone using (compound_id)
left join volunteer using (compound_id)
left join code_list on code_list.column_name = 'zone_kind' and code_list.code = zone.zone_kind
where is_within(compound.area_code, $area_code)
order by last_check.is_closed nulls first, compound.compound_name, compound.compound_id
