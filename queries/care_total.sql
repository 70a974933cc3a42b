-- question: 物资够不够，关爱到没到？ | Will supplies last, and does care reach people?
-- grain:    一行；从首日到所选日结束 | one row; from the first day to the end of the chosen one
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   front_people       bigint   一线人员（人） | People at the front
-- column:   care_people        bigint   关爱措施覆盖（人次） | Reached by care
-- column:   care_per_100       double   每百人关爱（人次） | Care per 100 people
-- column:   people_sent        bigint   下沉（人） | Sent
-- column:   people_rested      bigint   已安排轮休（人） | Given rest
-- column:   rested_share       double   轮休安排率 | Given rest
-- column:   in_yuan            bigint   收入（元） | In (yuan)
-- column:   out_yuan           bigint   支出（元） | Out (yuan)
-- column:   spent_share        double   已支比例 | Spent
-- column:   recipients         bigint   表扬激励（个、人） | Honours
-- note:     轮休只计已开始的安排，不足 5 人不显示 | Rest counts orders that have begun; fewer than 5 people are not shown
with front as (

    select count(distinct person_id) as people
    from front_span
    where $duty_on between from_on and to_on
        and is_within(area_code, $area_code)

),

care as (

    select sum(people)::bigint as people
    from current_care_measure
    where done_at <= seen_at($duty_on)
        and is_within(area_code, $area_code)

),

sent as (

    select
        count(distinct dispatch.person_id) as people,
        count(distinct dispatch.person_id) filter (rest_order.person_id is not null) as rested
    from current_dispatch as dispatch
    left join current_rest_order as rest_order
        on rest_order.person_id = dispatch.person_id
        and rest_order.rest_kind in ('rotation', 'compensatory')
        and rest_order.starts_at <= seen_at($duty_on)
    where dispatch.arrived_at <= seen_at($duty_on)
        and is_within(dispatch.area_code, $area_code)

),

fund as (

    select
        sum(yuan) filter (fund_flow = 'in') as in_yuan,
        sum(yuan) filter (fund_flow = 'out') as out_yuan
    from current_fund_movement
    where moved_on <= $duty_on
        and is_within(area_code, $area_code)

),

honour as (

    select sum(recipients)::bigint as recipients
    from current_commendation
    where awarded_on <= $duty_on
        and is_within(area_code, $area_code)

)

select
    nullif(front.people, 0) as front_people,
    guarded(care.people) as care_people,
    share(guarded(care.people), front.people) * 100 as care_per_100,
    nullif(sent.people, 0) as people_sent,
    if(is_kept('rest_order'), guarded(sent.rested), null) as people_rested,
    if(is_kept('rest_order'), share(guarded(sent.rested), sent.people), null) as rested_share,
    fund.in_yuan::bigint as in_yuan,
    fund.out_yuan::bigint as out_yuan,
    share(fund.out_yuan, fund.in_yuan) as spent_share,
    honour.recipients
from front
cross join care
cross join sent
cross join fund
cross join honour
