-- question: 每次督导走访我们掌握什么？ | What do we hold of each supervision visit?
-- grain:    当日为止开始的每次走访一行 | one row per visit begun up to the day
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   visit_id                 varchar      走访编号 | Visit
-- column:   organisation_id          varchar      督导组编号 | Team id
-- column:   unit_name                varchar      督导组 | Team
-- column:   stream                   varchar      督导队伍 | Stream
-- column:   area_code                varchar      走访区划代码 | Area code
-- column:   area_name                varchar      走访地点 | Place
-- column:   township_name            varchar      所属镇街 | Township
-- column:   visited_organisation_id  varchar      受访单位编号 | Unit visited
-- column:   arrived_at               timestamptz  到达时间 | Arrived at
-- column:   left_at                  timestamptz  离开时间 | Left at
-- column:   is_unannounced           boolean      是否暗访 | Unannounced
-- column:   round_no                 integer      轮次 | Round
-- column:   site_id                  varchar      受访场所编号 | Site
-- column:   problems_found           bigint       发现问题（个） | Problems found
select
    visit.visit_id,
    visit.organisation_id,
    unit.organisation_name as unit_name,
    visit.stream,
    visit.area_code,
    area.area_name,
    township.area_name as township_name,
    visit.visited_organisation_id,
    visit.arrived_at,
    visit.left_at,
    visit.is_unannounced,
    visit.round_no,
    visit.site_id,
    (select count(*) from current_problem as problem where problem.visit_id = visit.visit_id) as problems_found
from current_supervision_visit as visit
left join current_organisation as unit on unit.organisation_id = visit.organisation_id
left join current_area as area on area.area_code = visit.area_code
left join current_area as township on township.area_code = area.township_code
where visit.arrived_at <= seen_at($duty_on)
    and is_within(visit.area_code, $area_code)
order by visit.arrived_at, visit.visit_id
