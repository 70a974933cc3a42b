-- question: 多少村、多少社区有人下沉？ | How many villages and how many residents' communities have somebody sent?
-- grain:    每类村居一行；以代码区分：镇街内 200 以下为居委会 | one row per kind of community; the code tells them apart: below 200 in its township a residents' committee
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   place_kind          varchar  类别代码 | Kind code
-- column:   name_zh             varchar  类别 | Kind in Chinese
-- column:   name_en             varchar  类别（英文） | Kind
-- column:   places              bigint   村居（个） | Places
-- column:   places_sent         bigint   有人下沉（个） | With somebody sent
-- column:   cadres              bigint   下沉（人） | Sent
-- column:   cadres_per_place    double   平均每处（人） | Per place
-- note:     城乡分类依统计用区划代码编制规则：后三位 001–199 为居委会，200–399 为村委会 | By the rule of the statistical codes: 001–199 residents' committees, 200–399 villagers' committees
-- note:     不登记下派的行动，各数为空，不为 0 | Where no dispatches are kept the numbers are null, never 0
with sent as (

    select area_code, count(distinct person_id) as cadres
    from current_dispatch
    where arrived_at::date <= $duty_on
    group by area_code

),

kept as (select is_kept('dispatch') as is_kept)

select
    code_list.code as place_kind,
    any_value(code_list.name_zh) as name_zh,
    any_value(code_list.name_en) as name_en,
    count(*) as places,
    if(any_value(kept.is_kept), count(sent.area_code), null) as places_sent,
    if(any_value(kept.is_kept), coalesce(sum(sent.cadres), 0), null)::bigint as cadres,
    if(any_value(kept.is_kept), share(coalesce(sum(sent.cadres), 0), count(*)), null) as cadres_per_place
from current_area as area
cross join kept
inner join code_list
    on code_list.column_name = 'place_kind'
    and code_list.code = case when substr(area.area_code, 10, 1) < '2' then 'residents' else 'village' end
left join sent using (area_code)
where area.area_level = 'community'
    and area.is_in_scope
    and is_within(area.area_code, $area_code)
group by code_list.code
order by code_list.code
