-- question: 哪些村居算作到访、从未到访、督导过密？ | Which communities count as visited, as never visited, as visited too often?
-- grain:    范围内每个村居一行，最久未到的在前 | one row per community in scope, longest without a visit first
-- metric:   M27 M28 按村居 | M27 M28 by community
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  村居 | Community
-- column:   township_name  varchar  镇街 | Township
-- column:   last_visit_on  date  最近到访 | Last visit
-- column:   communities  bigint  计一个村居 | Counted as a community
-- column:   visited_in_window  bigint  窗口内到访（个） | Visited in window
-- column:   never_visited  bigint  从未到访（个） | Never visited
-- column:   over_inspected  bigint  过度督导（个） | Inspected too often
-- column:   days_over  bigint  七日内超上限（天） | Days over the limit in 7
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     来源为最近一次走访所在的行；从未到访的为区划登记所在的行 | The origin is the row of the last visit; without one, the row of the register
with called as (

    select
        community_code,
        visited_on,
        count(distinct call_id) as visits,
        arg_max(visit_id, (arrived_at, visit_id)) as visit_id
    from place_visit
    where visited_on <= $duty_on
    group by community_code, visited_on

),

community as (

    select
        place.area_code,
        max(called.visited_on) as last_visit_on,
        arg_max(called.visit_id, called.visited_on) as visit_id,
        count(*) filter (
            called.visits > norm_value('inspections_per_day') and date_diff('day', called.visited_on, $duty_on) < 7
        ) as days_over
    from current_area as place
    left join called on called.community_code = place.area_code
    where place.area_level = 'community'
        and place.is_in_scope
        and is_within(place.area_code, $area_code)
    group by place.area_code

),

record as (

    select
        community.*,
        case when visit.visit_id is null then 'area' else 'supervision_visit' end as record_table,
        coalesce(visit.batch_id, area.batch_id) as batch_id,
        coalesce(visit.row_no, area.row_no) as row_no
    from community
    inner join area_as_of((select known_at from board)) as area using (area_code)
    left join supervision_visit_as_of((select known_at from board)) as visit using (visit_id)

)

select
    record.area_code,
    place.area_name as name,
    township.area_name as township_name,
    record.last_visit_on,
    1::bigint as communities,
    if(
        visits_are_told($duty_on),
        coalesce(date_diff('day', record.last_visit_on, $duty_on) < norm_value('supervision_window_days'), false)::bigint,
        null
    ) as visited_in_window,
    (record.last_visit_on is null)::bigint as never_visited,
    (record.days_over > 0)::bigint as over_inspected,
    record.days_over,
    sheet_of(record.record_table) as sheet_name,
    batch.file_name,
    record.row_no,
    batch.uploader,
    batch.received_at
from record
inner join batch using (batch_id)
inner join current_area as place using (area_code)
left join current_area as township on township.area_code = place.township_code
order by record.last_visit_on nulls first, record.area_code
