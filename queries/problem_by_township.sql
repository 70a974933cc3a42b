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
with state as (

    select
        township_code,
        count(*) as found,
        count(fixed_at) as fixed,
        count(*) filter (problem_status = 'open') as open,
        count(*) filter (is_overdue) as overdue
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)
    group by township_code

)

select
    township.area_code,
    township.area_name as name,
    if(problems_are_kept(), coalesce(state.found, 0), null) as found,
    if(problems_are_kept(), coalesce(state.fixed, 0), null) as fixed,
    share(state.fixed, state.found) as fixed_share,
    if(problems_are_kept(), coalesce(state.open, 0), null) as open,
    if(problems_are_kept(), coalesce(state.overdue, 0), null) as overdue
from current_area as township
left join state on state.township_code = township.area_code
where township.area_level = 'township'
    and township.is_in_scope
    and is_around(township.area_code, $area_code)
order by overdue desc, open desc, township.area_code
