-- question: 各地各有多少表扬激励？ | How many honours did each place receive?
-- grain:    当日结束前表扬中提到的每个地方一行，最多的在前；只计数，不列人 | one row per area named in an honour by the end of the day, the most first; counts, never persons
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code   varchar  区划代码 | Area code
-- column:   name        varchar  区划 | Area
-- column:   recipients  bigint   数量 | Recipients
-- column:   promoted    bigint   提拔重用 | Promoted
-- column:   last_on     date     最近一次 | Latest
select
    honour.area_code,
    any_value(area.area_name) as name,
    sum(honour.recipients)::bigint as recipients,
    coalesce(sum(honour.recipients) filter (honour.honour_kind = 'promotion'), 0)::bigint as promoted,
    max(honour.awarded_on) as last_on
from current_commendation as honour
inner join current_area as area using (area_code)
where honour.awarded_on <= $duty_on
    and is_within(honour.area_code, $area_code)
group by honour.area_code
order by recipients desc, honour.area_code
