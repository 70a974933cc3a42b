-- question: 走访数和问题数由哪些走访、哪些问题相加而成？ | Which visits and problems add up to the counts?
-- grain:    当日为止的每次走访和每个问题一行，最近的在前 | one row per visit and per problem found up to the day, latest first
-- metric:   M29 M30 按记录 | M29 M30 by record
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code  varchar  区划代码 | Area code
-- column:   name  varchar  地点 | Place
-- column:   township_name  varchar  镇街 | Township
-- column:   stream  varchar  督导队伍 | Stream
-- column:   happened_at  timestamptz  到达或发现 | Arrived or found
-- column:   visits  bigint  计走访一次 | Counted as a visit
-- column:   night_visits  bigint  计夜查 | Counted at night
-- column:   unannounced_visits  bigint  计暗访 | Counted unannounced
-- column:   problems_found  bigint  计问题一个 | Counted as a problem
-- column:   sheet_name  varchar  工作表 | Sheet
-- column:   file_name  varchar  文件 | File
-- column:   row_no  integer  行号 | Row
-- column:   uploader  varchar  上传人 | Handed in by
-- column:   received_at  timestamptz  接收时间 | Received at
-- note:     夜查：22 时至次日 8 时到达 | At night: arrived between 22:00 and 08:00
with told as (

    select
        'supervision_visit' as record_table,
        visit_id as record_id,
        area_code,
        stream,
        arrived_at as happened_at,
        1 as visits,
        (extract(hour from arrived_at) >= 22 or extract(hour from arrived_at) < 8)::integer as night_visits,
        is_unannounced::integer as unannounced_visits,
        0 as problems_found,
        batch_id,
        row_no
    from supervision_visit_as_of((select known_at from board))
    where arrived_at <= clock()

    union all

    select 'problem', problem_id, area_code, stream, found_at, 0, 0, 0, 1, batch_id, row_no
    from problem_as_of((select known_at from board))

)

select
    told.area_code,
    place.area_name as name,
    township.area_name as township_name,
    told.stream,
    told.happened_at,
    told.visits::bigint as visits,
    told.night_visits::bigint as night_visits,
    told.unannounced_visits::bigint as unannounced_visits,
    told.problems_found::bigint as problems_found,
    sheet_of(told.record_table) as sheet_name,
    batch.file_name,
    told.row_no,
    batch.uploader,
    batch.received_at
from told
inner join batch using (batch_id)
inner join current_area as place using (area_code)
left join current_area as township on township.area_code = place.township_code
where told.happened_at::date <= $duty_on
    and is_within(told.area_code, $area_code)
order by told.happened_at desc, told.record_table, told.record_id
