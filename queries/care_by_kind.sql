-- question: 各项关爱措施惠及多少人？ | How many people did each care measure reach?
-- grain:    当日结束前范围内每类关爱措施一行，人最多的在前 | one row per kind of measure taken in the scope by the end of the day, the most people first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   care_kind        varchar  措施代码 | Measure code
-- column:   name_zh          varchar  措施 | Measure in Chinese
-- column:   name_en          varchar  措施（英文） | Measure
-- column:   measures         bigint   次数（次） | Times
-- column:   people           bigint   覆盖（人次） | People reached
-- column:   front_people     bigint   一线人员（人） | People at the front
-- column:   per_100_people   double   每百名一线人员（人次） | Per 100 at the front
-- column:   is_suppressed    boolean  人数过少不显示 | Too few to show
-- note:     不足 5 人的不显示人数 | Fewer than 5 people are not shown
with front as (

    select count(distinct person_id) as people
    from front_span
    where $duty_on between from_on and to_on
        and is_within(area_code, $area_code)

),

care as (

    select
        care_kind,
        count(*) as measures,
        sum(people)::bigint as people
    from current_care_measure
    where done_at <= seen_at($duty_on)
        and is_within(area_code, $area_code)
    group by care_kind

),

measured as (

    select
        care.care_kind,
        code_list.name_zh,
        code_list.name_en,
        code_list.sort_order,
        care.measures,
        guarded_beside(care.people, true) as people,
        front.people as front_people
    from care
    cross join front
    left join code_list
        on code_list.column_name = 'care_kind'
        and code_list.code = care.care_kind

)

select
    care_kind,
    name_zh,
    name_en,
    measures,
    people,
    front_people,
    share(people, front_people) * 100 as per_100_people,
    people is null as is_suppressed
from measured
order by people desc nulls last, sort_order, care_kind
