-- question: 哪些名称有几个地方或单位共用？ | Which names do several places or units share?
-- grain:    每种类别和多方共有的名称一行 | one row per kind and name that several have
-- column:   called     varchar  名称 | Name
-- column:   target     varchar  种类 | Kind
-- column:   things     bigint   共用（个） | How many
-- column:   places     varchar  都是谁（上级） | Which, and where
-- column:   is_former  boolean  含曾用名或又名 | Also as former name or alias
-- note:     这样的名称按同一行的上级或卡点判断，判断不了的要人选 | Such a name is told apart by the row's other places, or asked
select
    name.called,
    name.target,
    count(distinct name.code) as things,
    string_agg(distinct name.code || coalesce(' ' || above.called, ''), ' · ' order by name.code || coalesce(' ' || above.called, ''))
        as places,
    bool_or(name.match_how <> 'name') as is_former
from thing_name as name
left join thing_name as above
    on above.target = 'area'
    and above.code = name.area_code
    and above.match_how = 'name'
group by name.called, name.target
having count(distinct name.code) > 1
order by things desc, name.target, name.called
