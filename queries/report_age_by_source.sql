-- question: 各类报送最近一次是多久以前，谁过了时限？ | How long ago did each kind of report last come, and who is past its time?
-- grain:    每个报送来源一行 | one row per report source
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   report_source       varchar      报送内容代码 | Source code
-- column:   newest_at           timestamptz  最新报送 | Newest report
-- column:   age_minutes         bigint       距今（分钟） | Minutes since
-- column:   cadence_minutes     bigint       约定间隔（分钟） | Agreed interval
-- column:   townships_expected  bigint       应报镇街（个） | Expected
-- column:   townships_late      bigint       过时限镇街（个） | Past their time
-- column:   late_names          varchar      过时限镇街名称 | Names of those
-- column:   is_late             boolean      是否过时限 | Past its time
-- note:     以数据时刻为准；最近一次到期未报、此后也没有报的为过时限；约定间隔由应报清单的到期时刻得出 | At the clock of the data; late is who owes the report that fell due last and has sent none since; the interval follows from when reports fall due
with spaced as (

    select
        report_source,
        township_code,
        due_at,
        reported_at,
        date_diff('minute', lag(due_at) over (partition by report_source, township_code order by due_at), due_at)
            as apart_minutes
    from report_slot
    where is_around(township_code, $area_code)

),

latest as (

    select
        spaced.report_source,
        spaced.township_code,
        max(spaced.due_at) filter (spaced.due_at <= board.clock_at) as due_through,
        max(spaced.due_at) filter (spaced.reported_at <= board.clock_at) as reported_through,
        max(spaced.reported_at) filter (spaced.reported_at <= board.clock_at) as newest_at,
        max(spaced.apart_minutes) as apart_minutes
    from spaced
    cross join board
    group by spaced.report_source, spaced.township_code

),

judged as (

    select
        latest.*,
        current_area.area_name,
        coalesce(latest.due_through > latest.reported_through, latest.due_through is not null) as is_late
    from latest
    inner join current_area on current_area.area_code = latest.township_code

)

select
    judged.report_source,
    max(judged.newest_at) as newest_at,
    date_diff('minute', max(judged.newest_at), any_value(board.clock_at)) as age_minutes,
    max(judged.apart_minutes) as cadence_minutes,
    count(*) as townships_expected,
    count(*) filter (judged.is_late) as townships_late,
    coalesce(string_agg(judged.area_name, '、' order by judged.township_code) filter (judged.is_late), '') as late_names,
    bool_or(judged.is_late) as is_late
from judged
cross join board
group by judged.report_source
order by judged.report_source
