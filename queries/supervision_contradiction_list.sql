-- question: 哪些地方被要求做相反的事，谁要求的？ | Where have two teams asked for opposite things, and who were they?
-- grain:    七日内同一地方同一事项的每对要求一行，最近的在前 | one row per pair of demands on one item at one place within seven days of each other, latest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code        varchar  区划代码 | Area code
-- column:   name             varchar  地点 | Place
-- column:   township_name    varchar  镇街 | Township
-- column:   check_topic      varchar  检查项 | Item
-- column:   first_team       varchar  先到的组 | Team that came first
-- column:   first_on         date     日期 | On
-- column:   demand           varchar  先提要求 | First demand
-- column:   second_team      varchar  后到的组 | Team that came second
-- column:   second_on        date     日期（后） | On (second)
-- column:   second_zh        varchar  后提要求 | Second demand in Chinese
-- column:   second_en        varchar  后提要求（英文） | Second demand
select
    pair.place_code as area_code,
    pair.name,
    pair.township_name,
    pair.check_topic,
    pair.team_name as first_team,
    pair.visited_on as first_on,
    pair.demand,
    pair.other_team_name as second_team,
    pair.other_visited_on as second_on,
    word.name_zh as second_zh,
    word.name_en as second_en
from check_repeat as pair
left join code_list as word on word.column_name = 'demand' and word.code = pair.other_demand
where pair.is_contradictory
    and pair.other_visited_on <= $duty_on
    and is_within(pair.place_code, $area_code)
order by pair.other_visited_on desc, pair.place_code, pair.check_topic, pair.organisation_id, pair.other_organisation_id
