-- question: 哪些地方同一项被几组反复查？ | Where has the same item been checked by several teams?
-- grain:    七日内被两个以上组查过的每个地方和事项一行，组数最多的在前 | one row per place and item checked by two or more teams within seven days, most teams first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code       varchar  区划代码 | Area code
-- column:   name            varchar  地点 | Place
-- column:   township_name   varchar  镇街 | Township
-- column:   check_topic     varchar  检查项 | Item
-- column:   teams           bigint   检查队伍（支） | Teams
-- column:   team_names      varchar  队伍 | Teams by name
-- column:   first_on        date     首次 | First
-- column:   last_on         date     最近 | Last
-- column:   contradictions  bigint   矛盾要求（对） | Contradictory demands
with told as (

    select
        place_code, name, township_name, check_topic, organisation_id, team_name, visited_on, 0 as is_contradictory
    from check_repeat
    where other_visited_on between $duty_on - 6 and $duty_on

    union all

    select
        place_code, name, township_name, check_topic, other_organisation_id, other_team_name, other_visited_on,
        is_contradictory::integer
    from check_repeat
    where other_visited_on between $duty_on - 6 and $duty_on

)

select
    place_code as area_code,
    any_value(name) as name,
    any_value(township_name) as township_name,
    check_topic,
    count(distinct organisation_id) as teams,
    string_agg(distinct team_name, '、' order by team_name) as team_names,
    min(visited_on) as first_on,
    max(visited_on) as last_on,
    sum(is_contradictory)::bigint as contradictions
from told
where is_within(place_code, $area_code)
group by place_code, check_topic
order by teams desc, contradictions desc, place_code, check_topic
