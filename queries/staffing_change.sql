-- question: 和上一班相比，哪些镇街变了？ | Compared with the shift before, which townships changed?
-- grain:    每个缺口或空岗有变化的镇街一行，变化最大的在前 | one row per township whose gap or unattended posts changed, largest change first
-- metric:   M03 M07 与前一班之差 | M03 M07 difference to the shift before
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     值守日期 | Duty date
-- param:    shift_code  varchar  班次 | Shift
-- column:   area_code              varchar  镇街代码 | Township code
-- column:   name                   varchar  镇街 | Township
-- column:   people_short           bigint   缺口（人） | Short
-- column:   people_short_before    bigint   上一班缺口（人） | Short before
-- column:   people_short_change    bigint   缺口变化（人） | Change
-- column:   unattended_change      bigint   空岗变化（个） | Change in unattended posts
-- note:     两班都已报才比较 | Compared only where both shifts were reported
with ordered as (

    select
        *,
        lag(people_short) over shift_order as people_short_before,
        lag(checkpoints_unattended) over shift_order as checkpoints_unattended_before
    from township_shift
    inner join moment using (duty_on, shift_code)
    window shift_order as (partition by township_code order by moment.starts_at)

)

select
    ordered.township_code as area_code,
    current_area.area_name as name,
    ordered.people_short,
    ordered.people_short_before,
    ordered.people_short - ordered.people_short_before as people_short_change,
    ordered.checkpoints_unattended - ordered.checkpoints_unattended_before as unattended_change
from ordered
inner join current_area on current_area.area_code = ordered.township_code
where ordered.duty_on = $duty_on
    and ordered.shift_code = $shift_code
    and (
        ordered.people_short <> ordered.people_short_before
        or ordered.checkpoints_unattended <> ordered.checkpoints_unattended_before
    )
    and is_within(ordered.township_code, $area_code)
order by abs(people_short_change) desc, people_short_change desc, area_code
