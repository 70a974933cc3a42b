-- question: 每条规则培训了多少人？ | How many have been trained on each rule?
-- grain:    每条规则一行，占比最低的在前 | one row per rule, lowest share first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   rule_code        varchar  规则 | Rule
-- column:   people_expected  bigint   应训（人） | Should be trained
-- column:   people_trained   bigint   参训（人） | Trained
-- column:   trained_share    double   参训率 | Trained
-- column:   units            bigint   单位（个） | Units
-- column:   units_untrained  bigint   无人参训的单位（个） | Units with nobody trained
-- column:   latest_on        date     最近培训 | Latest
-- note:     每单位每规则取最近一次 | The latest training of each unit on each rule
with latest as (

    select training.*
    from current_training as training
    inner join current_organisation as unit using (organisation_id)
    where training.trained_on <= $duty_on
        and is_within(unit.host_area_code, $area_code)
    qualify row_number() over (
        partition by training.organisation_id, training.rule_code
        order by training.trained_on desc, training.training_id desc
    ) = 1

)

select
    rule_code,
    sum(people_expected)::bigint as people_expected,
    sum(people_trained)::bigint as people_trained,
    share(sum(people_trained), sum(people_expected)) as trained_share,
    count(*) as units,
    count(*) filter (people_trained = 0 and people_expected > 0) as units_untrained,
    max(trained_on) as latest_on
from latest
group by rule_code
order by trained_share nulls last, rule_code
