-- question: 地方还叫什么，依据是什么？ | What else are places called, and who says so?
-- grain:    每个地方和别名一行，旧称在后 | one row per place and other name, former names last
-- column:   area_code   varchar  区划代码 | Area code
-- column:   name        varchar  现名 | Name now
-- column:   called      varchar  又名、曾用名或另一代码 | Other name or code
-- column:   match_how   varchar  性质 | Kind of name
-- column:   source      varchar  出处 | Source
-- note:     曾用名来自更正前的登记，出处为其文件 | A former name comes from an earlier row of the register; its source is that file
with other as (

    select area_code, unnest([alias_name, alias_code]) as called, 'alias' as match_how, source
    from place_alias

    union all

    select area.area_code, area.area_name, 'former', min(batch.file_name)
    from area
    inner join current_area using (area_code)
    left join batch on batch.batch_id = area.batch_id
    where area.area_name <> current_area.area_name
    group by area.area_code, area.area_name

)

select other.area_code, current_area.area_name as name, other.called, other.match_how, other.source
from other
inner join current_area using (area_code)
where other.called is not null
order by other.match_how, other.area_code, other.called
