-- question: 哪些日子在结束之后又有迟到的报送或更正？ | Which days were changed after their end by late reports or corrections?
-- grain:    每个已开始的值守日一行，最早的在前 | one row per duty date that has begun, oldest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   duty_on         date         值守日期 | Duty date
-- column:   closes_at       timestamptz  当日截止 | Closes at
-- column:   is_closed       boolean      当日是否已截止 | Closed
-- column:   late_reports    bigint       截止后才到的报送（份） | Reports that came after the close
-- column:   late_records    bigint       截止后才到的其他记录（条） | Other records that came after the close
-- column:   corrections     bigint       截止后更正或撤回（条） | Records corrected or withdrawn after the close
-- column:   places          bigint       涉及的地点（个） | Places concerned
-- column:   newest_at       timestamptz  最近一次变化获知于 | Latest change learned at
-- note:     每日截止为当日 24 时与末班结束中较晚者，再加规范中的宽限分钟数 | A day closes at midnight or the end of its last shift, whichever is later, and the minutes that the norm allows
-- note:     只计说明某一天的记录；名册、需求、派驻跨越多日，其后来的变动不计 | Only records of one day count; registers, requirements and postings stand for many days and do not
-- note:     截止时已有、后来只是补填空格的，计为晚到，不计为更正 | A record that was there and only had blanks filled in later counts as late, not as corrected
with changed as (

    select
        duty_on,
        count(*) filter (change_kind = 'late' and table_name = 'report') as late_reports,
        count(*) filter (change_kind = 'late' and table_name <> 'report') as late_records,
        count(*) filter (change_kind = 'corrected') as corrections,
        count(distinct area_code) as places,
        max(recorded_at) as newest_at
    from day_change
    where is_within(area_code, $area_code)
    group by duty_on

)

select
    day_close.duty_on,
    day_close.closes_at,
    day_close.is_closed,
    coalesce(changed.late_reports, 0) as late_reports,
    coalesce(changed.late_records, 0) as late_records,
    coalesce(changed.corrections, 0) as corrections,
    coalesce(changed.places, 0) as places,
    changed.newest_at
from day_close
left join changed using (duty_on)
order by day_close.duty_on
