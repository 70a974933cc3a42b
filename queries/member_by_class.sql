-- question: 投身一线的是哪些人？ | Which classes of people are at the front?
-- grain:    每类人员一行，最多的在前 | one row per class of people, most first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- column:   person_class  varchar  人员类别 | Class
-- column:   teams         bigint   队伍（支） | Teams
-- column:   people        bigint   人数（人） | People
-- column:   people_share  double   占比 | Share
-- note:     各队伍最近一次上报的人数合计 | The latest strength each team handed in
with latest as (

    select *
    from current_strength_return
    qualify row_number() over (
        partition by organisation_id, person_class
        order by counted_on desc, strength_return_id desc
    ) = 1

),

strength as (

    select latest.person_class, count(*) as teams, sum(latest.people)::bigint as people
    from latest
    inner join current_organisation as team using (organisation_id)
    where is_within(team.host_area_code, $area_code)
    group by latest.person_class

)

select person_class, teams, people, share(people, sum(people) over ()) as people_share
from strength
order by people desc, person_class
