-- question: 未整改的问题放了多久？ | How long have open problems been waiting?
-- grain:    每档存续时长一行，最短的在前 | one row per age class, youngest first
-- metric:   M34 按存续时长 | M34 by age
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   age_zh         varchar  已放时长 | Age, in Chinese
-- column:   age_en         varchar  已放时长（英文） | Age
-- column:   open_items     bigint   未整改（件） | Open
-- column:   overdue_items  bigint   其中超期（件） | of which overdue
-- note:     没有督导登记也没有问题登记的行动没有行 | No rows where neither visits nor problems are kept
with age as (

    select *
    from (
        values
            (1, '24 小时内', 'under 24 h', 0, 24),
            (2, '24–72 小时', '24–72 h', 24, 72),
            (3, '3–7 天', '3–7 days', 72, 168),
            (4, '7 天以上', 'over 7 days', 168, 1000000)
    ) as class(class_no, age_zh, age_en, from_hours, to_hours)

),

waiting as (

    select
        is_overdue,
        date_diff('second', found_at, seen_at) / 3600.0 as age_hours
    from problem_seen($duty_on)
    where problem_status = 'open'
        and is_within(area_code, $area_code)

)

select
    age.age_zh,
    age.age_en,
    count(waiting.age_hours) as open_items,
    count(*) filter (waiting.is_overdue) as overdue_items
from age
left join waiting
    on waiting.age_hours >= age.from_hours
    and waiting.age_hours < age.to_hours
where problems_are_kept()
group by age.class_no, age.age_zh, age.age_en
order by age.class_no
