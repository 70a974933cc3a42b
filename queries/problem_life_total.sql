-- question: 问题从发现到销号走了多远，别的组看过多少，又反弹了多少？ | How far have problems come, how many did another team see, how many came back?
-- grain:    一行 | one row
-- metric:   M31 M32 按流转环节 | M31 M32 by life-cycle
-- metric:   M35 复发率 = 销号后复发 / 曾销号；复发指核查反弹、认定复发，或同地同类在窗口内再次发现 | M35 Recurrence = back after closing / ever closed; back is what fails verification, is judged to recur, or is found again at the same place in the same category within the window
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   found                    bigint  发现（个） | Found
-- column:   assigned                 bigint  交办（个） | Assigned
-- column:   fixed                    bigint  整改（个） | Fixed
-- column:   fixed_on_site            bigint  现场整改（个） | Fixed on site
-- column:   fixed_on_site_share      double  现场整改率 | Fixed on site
-- column:   fixed_by_date            bigint  限期内整改（个） | Fixed by the date
-- column:   verified                 bigint  复核（个） | Verified
-- column:   verified_by_other        bigint  他组复核（个） | Verified by another team
-- column:   verified_by_other_share  double  他组复核率 | Verified by another team
-- column:   closed_ever              bigint  曾销号（个） | Ever closed
-- column:   relapsed                 bigint  复发（个） | Came back
-- column:   relapsed_share           double  复发率 | Recurrence
-- column:   window_days              double  判定窗口（天） | Window
-- note:     他组复核按整改数计；由发现问题的组自己复核，或不知谁复核，均不算 | Of those fixed; a check by the team that found it, or by nobody knows whom, does not count
-- note:     没有督导登记也没有问题登记的行动，各数为空，不为 0 | Where neither visits nor problems are kept all numbers are null, never 0
with state as (

    select
        count(*) as found,
        count(*) filter (coalesce(assigned_at, fixed_at, verified_at, closed_at) is not null) as assigned,
        count(fixed_at) as fixed,
        count(*) filter (is_fixed_on_site) as fixed_on_site,
        count(*) filter (fixed_at <= due_at) as fixed_by_date,
        count(coalesce(verified_at, closed_at)) as verified,
        count(*) filter (is_by_other) as verified_by_other,
        count(*) filter (was_closed) as closed_ever,
        count(*) filter (back_reopened_at <= seen_at or back_found_at <= seen_at) as relapsed
    from problem_seen($duty_on)
    where is_within(area_code, $area_code)

),

life as (

    select
        found,
        assigned,
        fixed,
        fixed_on_site,
        share(fixed_on_site, found) as fixed_on_site_share,
        fixed_by_date,
        verified,
        verified_by_other,
        share(verified_by_other, fixed) as verified_by_other_share,
        closed_ever,
        relapsed,
        share(relapsed, closed_ever) as relapsed_share
    from state

),

kept as (select problems_are_kept() as is_kept)

select
    life.*,
    norm_value('recurrence_days') as window_days
from kept
left join life on kept.is_kept
