-- question: 搜索能找到什么？ | What can be searched for?
-- grain:    每个地方、卡点、小区、单位、点位或问题一行，由大到小 | one row per place, checkpoint, compound, unit, site or problem, from the widest to the smallest
-- column:   thing_kind     varchar  种类 | What it is
-- column:   code           varchar  编号 | Code
-- column:   name           varchar  名称 | Name
-- column:   other_names    varchar  曾用名，以换行分隔 | Former names, a line each
-- column:   aliases        varchar  又名与另一版代码，以换行分隔 | Also called, also coded, a line each
-- column:   kind_column    varchar  类型所属代码表 | List that the kind belongs to
-- column:   kind_code      varchar  类型代码 | Kind code
-- column:   area_code      varchar  所在区划代码 | Area code
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- note:     又名取自部署的 rules/place_name.csv | Other names are those of the deployment's rules/place_name.csv
-- note:     片区取自 rules/zone.csv，英文名算作又名 | Zones are those of rules/zone.csv; their English names count as other names
-- note:     问题没有名称，用所在地点的名称 | A problem has no name of its own and goes by that of its place
with thing as (

    select
        1 as step, 'area' as thing_kind, area_code as code, area_name as name, 'area_level' as kind_column,
        area_level as kind_code, area_code, null as checkpoint_id
    from current_area
    where is_in_scope

    union all

    select 1, 'area', zone_code, zone_name, 'zone_list', list_name, zone_code, null
    from zone

    union all

    select 2, 'checkpoint', checkpoint_id, checkpoint_name, 'checkpoint_kind', checkpoint_kind, area_code, checkpoint_id
    from current_checkpoint

    union all

    select 3, 'compound', compound_id, compound_name, null, null, area_code, null
    from current_compound

    union all

    select
        4, 'organisation', organisation_id, organisation_name, 'organisation_kind', organisation_kind,
        host_area_code, null
    from current_organisation

    union all

    select 5, 'site', site_id, site_name, 'site_kind', site_kind, area_code, null
    from current_site

    union all

    select
        6, 'problem', problem.problem_id, coalesce(checkpoint.checkpoint_name, area.area_name), 'problem_category',
        problem.problem_category, problem.area_code, checkpoint.checkpoint_id
    from current_problem as problem
    inner join current_area as area using (area_code)
    left join current_checkpoint as checkpoint using (checkpoint_id)

),

former as (

    select target as thing_kind, code, string_agg(called, chr(10) order by called) as names
    from thing_name
    where match_how = 'former'
    group by target, code

),

alias as (

    select area_code, string_agg(distinct called, chr(10) order by called desc) as names
    from (
        select code as area_code, called
        from thing_name
        where match_how = 'alias'
        union all
        select zone_code, zone_name_en
        from zone
    )
    where called is not null
    group by area_code

)

select
    thing.thing_kind,
    thing.code,
    thing.name,
    former.names as other_names,
    alias.names as aliases,
    thing.kind_column,
    thing.kind_code,
    thing.area_code,
    thing.checkpoint_id
from thing
left join former using (thing_kind, code)
left join alias on thing.thing_kind = 'area' and alias.area_code = thing.code
left join code_list on code_list.column_name = thing.kind_column and code_list.code = thing.kind_code
order by
    thing.step,
    case when thing.thing_kind = 'area' then code_list.sort_order end,
    length(thing.name),
    thing.code
