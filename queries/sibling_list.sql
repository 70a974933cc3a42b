-- question: 同级各处怎样？ | How are the places beside this one doing?
-- grain:    与所选范围同一上级的每个地方一行；片区取同种类的片区，卡点取同镇街的卡点，小区取同村居的小区 | one row per place with the same parent as the scope; for a zone, per zone of its list; for a checkpoint, per checkpoint of its township; for a compound, per compound of its community
-- metric:   M03 M34 按同级 | M03 M34 by sibling
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    compound_id    varchar  小区编号；空值为全部 | Compound; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   code           varchar      编号 | Code
-- column:   name           varchar      同级 | Beside it
-- column:   is_chosen      boolean      当前 | Chosen
-- column:   people_short   bigint       缺口（人） | Short
-- column:   open           bigint       未整改问题（项） | Problems open
-- column:   overdue        bigint       其中超期（项） | Overdue
-- column:   visited_at     timestamptz  最近督导 | Last visit
-- note:     未报或没有卡点的缺口为空 | The gap is null where nothing is reported or there is no checkpoint
-- note:     没有问题记录的行动，问题为空 | Problems are null in a deployment that keeps no record of them
-- note:     小区没有值守、问题和走访的记录，各项为空 | Duty, problems and visits are not recorded by compound: null
-- note:     督导走访记到地区，卡点不单列 | Visits are recorded by area, not by checkpoint
with chosen_post as (

    select checkpoint_id, township_code, area_code
    from current_checkpoint
    where checkpoint_id = $checkpoint_id

),

sibling as (

    select area.area_code as code, area.area_name as name, area.area_code = $area_code as is_chosen
    from current_area as area
    inner join current_area as chosen on chosen.area_code = $area_code
    where coalesce($checkpoint_id, $compound_id) is null
        and area.parent_code = chosen.parent_code
        and area.is_in_scope

    union all

    select zone.zone_code, zone.zone_name, zone.zone_code = $area_code
    from zone
    inner join zone as chosen on chosen.zone_code = $area_code
    where coalesce($checkpoint_id, $compound_id) is null
        and zone.list_name = chosen.list_name

),

post as (

    select checkpoint.checkpoint_id as code, checkpoint.checkpoint_name as name,
        checkpoint.checkpoint_id = $checkpoint_id as is_chosen
    from current_checkpoint as checkpoint
    inner join chosen_post
        on coalesce(chosen_post.township_code, chosen_post.area_code)
        = coalesce(checkpoint.township_code, checkpoint.area_code)

),

home as (

    select compound.compound_id as code, compound.compound_name as name, compound.compound_id = $compound_id as is_chosen
    from current_compound as compound
    inner join current_compound as chosen using (area_code)
    where chosen.compound_id = $compound_id

),

gap as (

    select
        sibling.code,
        sum(checkpoint_shift.people_short)::bigint as people_short
    from sibling
    inner join area_within on area_within.ancestor_code = sibling.code
    inner join checkpoint_shift
        on checkpoint_shift.area_code = area_within.area_code
        and checkpoint_shift.duty_on = $duty_on
        and checkpoint_shift.shift_code = $shift_code
        and checkpoint_shift.is_reported
    group by sibling.code

    union all

    select post.code, sum(checkpoint_shift.people_short)::bigint as people_short
    from post
    inner join checkpoint_shift
        on checkpoint_shift.checkpoint_id = post.code
        and checkpoint_shift.duty_on = $duty_on
        and checkpoint_shift.shift_code = $shift_code
        and checkpoint_shift.is_reported
    group by post.code

),

pending as (

    select problem.area_code, problem.checkpoint_id, problem.is_overdue
    from problem_seen($duty_on) as problem
    where problem.problem_status = 'open'

),

owed as (

    select sibling.code, count(*) as open, count(*) filter (pending.is_overdue) as overdue
    from sibling
    inner join area_within on area_within.ancestor_code = sibling.code
    inner join pending on pending.area_code = area_within.area_code
    group by sibling.code

    union all

    select post.code, count(*) as open, count(*) filter (pending.is_overdue) as overdue
    from post
    inner join pending on pending.checkpoint_id = post.code
    group by post.code

),

kept as (

    select count(*) > 0 and $compound_id is null as problems
    from current_problem

),

visited as (

    select sibling.code, max(place_visit.arrived_at) as visited_at
    from sibling
    inner join area_within on area_within.ancestor_code = sibling.code
    inner join place_visit
        on place_visit.area_code = area_within.area_code
        and place_visit.arrived_at <= seen_at($duty_on)
    group by sibling.code

),

beside as (

    select * from sibling
    union all
    select * from post
    union all
    select * from home

)

select
    beside.code,
    beside.name,
    beside.is_chosen,
    gap.people_short,
    case when kept.problems then coalesce(owed.open, 0) end as open,
    case when kept.problems then coalesce(owed.overdue, 0) end as overdue,
    visited.visited_at
from beside
cross join kept
left join gap using (code)
left join owed using (code)
left join visited using (code)
order by beside.code
