-- question: 申报的时长有多少认定，其余为什么不认定？ | How much of the time claimed is credited, and why not the rest?
-- grain:    一行；从首日到所选日结束 | one row; from the first day to the end of the chosen day
-- metric:   M22 分项 | M22 in parts
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   claimed_hours      double  申报（小时） | Claimed
-- column:   overlap_hours      double  同一人重叠（小时） | Overlaps of one person
-- column:   duty_hours         double  与值守重叠（小时） | Within ordered duty
-- column:   doubtful_hours     double  存疑（小时） | Doubtful
-- column:   credited_hours     double  认定（小时） | Credited
-- column:   twice_hours        double  双方都报（小时） | Told by both
-- column:   unit_hours         double  单位上报（小时） | Told by units
-- column:   community_hours    double  社区上报（小时） | Told by communities
-- column:   open_sessions      bigint  未签退（次） | Without check-out
-- column:   capped_hours       double  未签退封顶（小时） | Capped
-- column:   doubtful_days      bigint  存疑人日（人日） | Person-days doubted
-- note:     申报＝认定＋存疑＋重叠＋值守 | Claimed = credited + doubtful + overlap + duty
-- note:     范围内没有镇街报过服务的，各列为空，不为 0 | Where no township in scope has reported any service all columns are null, never 0
-- note:     单位和社区都报的同一段只认定一次 | What unit and community both tell is credited once
with told as (

    select count(*) > 0 as is_told
    from service_told($duty_on)
    where is_around(township_code, $area_code)

),

service as (

    select
        coalesce(sum(claimed_minutes), 0)::double / 60 as claimed_hours,
        coalesce(sum(overlap_minutes), 0)::double / 60 as overlap_hours,
        coalesce(sum(duty_minutes), 0)::double / 60 as duty_hours,
        coalesce(sum(doubtful_minutes), 0)::double / 60 as doubtful_hours,
        coalesce(sum(credited_minutes), 0)::double / 60 as credited_hours,
        coalesce(sum(twice_minutes), 0)::double / 60 as twice_hours,
        coalesce(sum(claimed_minutes) filter (recorded_by = 'unit'), 0)::double / 60 as unit_hours,
        coalesce(sum(claimed_minutes) filter (recorded_by = 'community'), 0)::double / 60 as community_hours,
        count(*) filter (is_capped) as open_sessions,
        coalesce(sum(claimed_minutes) filter (is_capped), 0)::double / 60 as capped_hours,
        count(distinct (person_id, served_on)) filter (is_doubtful) as doubtful_days
    from service_credit
    where served_on <= $duty_on
        and is_within(area_code, $area_code)

)

select service.*
from told
left join service on told.is_told
