-- question: 各镇街还有多少问题没整改、超期？ | How many problems are open and overdue in each township?
-- grain:    范围内每个镇街一行，超期最多的在前 | one row per township in scope, most overdue first
-- metric:   M34 按镇街 | M34 by township
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code     varchar  镇街代码 | Township code
-- column:   name          varchar  镇街 | Township
-- column:   found         bigint   发现（个） | Found
-- column:   fixed         bigint   已整改（个） | Fixed
-- column:   fixed_share   double   整改率 | Fixed share
-- column:   open          bigint   未整改（个） | Open
-- column:   overdue       bigint   超期（件） | Overdue
-- note:     没有督导登记也没有问题登记的行动，各列为空，不为 0 | Where neither visits nor problems are kept the columns are null, never 0
with township as (

    select area_code, area_name as name
    from current_area
    where area_level = 'township'
        and is_in_scope
        and is_around(area_code, $area_code)

),

state as (

    select *
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)

)

select
    township.area_code,
    township.name,
    if(problems_are_kept(), count(state.problem_id), null) as found,
    if(problems_are_kept(), count(state.problem_id) filter (state.fixed_at is not null), null) as fixed,
    share(count(state.problem_id) filter (state.fixed_at is not null), count(state.problem_id)) as fixed_share,
    if(problems_are_kept(), count(*) filter (state.problem_status = 'open'), null) as open,
    if(problems_are_kept(), count(*) filter (state.is_overdue), null) as overdue
from township
left join state on state.township_code = township.area_code
group by township.area_code, township.name
order by overdue desc, open desc, township.area_code
