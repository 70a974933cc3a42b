-- question: 哪类问题已成共性，该集中通报？ | Which kinds of problem have become common and call for a collective bulletin?
-- grain:    每个有问题的类别一行，镇街最多的在前 | one row per category with problems, most townships first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   problem_category  varchar  问题类别 | Category
-- column:   found             bigint   发现（个） | Found
-- column:   common            bigint   认定共性（个） | Marked common
-- column:   individual        bigint   个性（个） | Individual
-- column:   townships         bigint   涉及镇街（个） | Townships
-- column:   is_widespread     boolean  达到共性线 | Widespread
-- column:   notices           bigint   点对点通知（件） | Notices sent
-- column:   noticed_share     double   个性问题通知率 | Individual ones noticed
-- column:   open              bigint   未整改（个） | Open
-- note:     涉及镇街达到规则数即为共性；个性问题点对点通知到责任单位 | Widespread from so many townships on; an individual problem is told to the unit that must fix it
with counted as (

    select
        problem_category,
        count(*) as found,
        count(*) filter (is_common) as common,
        count(*) filter (not is_common) as individual,
        count(distinct township_code) as townships,
        count(*) filter (noticed_on <= $duty_on) as notices,
        count(*) filter (noticed_on <= $duty_on and not is_common) as individual_notices,
        count(*) filter (problem_status = 'open') as open
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)
    group by problem_category

)

select
    problem_category,
    found,
    common,
    individual,
    townships,
    townships >= norm_value('common_townships') as is_widespread,
    notices,
    share(individual_notices, individual) as noticed_share,
    open
from counted
order by townships desc, found desc, problem_category
