-- question: 现在应到多少人、在岗多少人、还缺多少人？ | How many people are required, on post and missing?
-- grain:    一行 | one row
-- metric:   M01 应到人数 = Σ 应到岗人数（人） | M01 Required on duty = Σ people required (people)
-- metric:   M02 在岗人数 = Σ 当时在岗的人（人） | M02 On post = Σ people present at the moment (people)
-- metric:   M03 缺口 = Σ max(0, 应到 − 在岗)，按卡点、班次、岗位（人） | M03 Gap = Σ max(0, required − on post) per checkpoint, shift and role (people)
-- metric:   M04 在岗率 = Σ min(应到, 在岗) / Σ 应到 | M04 Coverage = Σ min(required, on post) / Σ required
-- metric:   M07 空岗卡点 = 应到而无人在岗的卡点数（个） | M07 Unattended checkpoints = checkpoints that need people and have nobody on post (checkpoints)
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   people_required         bigint       应到（人） | Required
-- column:   people_present          bigint       在岗（人） | On post
-- column:   people_covered          bigint       有效在岗（人） | Counted towards need
-- column:   people_short            bigint       缺口（人） | Short
-- column:   coverage_share          double       在岗率 | Coverage
-- column:   checkpoints             bigint       卡点（个） | Checkpoints
-- column:   checkpoints_reported    bigint       已报卡点（个） | Checkpoints reported
-- column:   checkpoints_unattended  bigint       空岗卡点（个） | Unattended checkpoints
-- column:   people_required_silent  bigint       未报镇街应到（人） | Required where silent
-- column:   moment_at               timestamptz  人数时刻 | Counted at
-- note:     未报镇街不计入应到、在岗和缺口，另列其应到人数 | Silent townships are outside all totals; what they require is shown apart
-- note:     一处富余不抵另一处缺口 | A surplus at one checkpoint never hides a shortage at another
select
    sum(people_required) filter (is_reported)::bigint as people_required,
    sum(people_present)::bigint as people_present,
    sum(people_covered)::bigint as people_covered,
    sum(people_short)::bigint as people_short,
    share(sum(people_covered), sum(people_required) filter (is_reported)) as coverage_share,
    count(*) as checkpoints,
    case when count(*) = 0 or bool_or(is_reported) then count(*) filter (is_reported) end as checkpoints_reported,
    case when count(*) = 0 or bool_or(is_reported) then count(*) filter (is_unattended) end as checkpoints_unattended,
    coalesce(sum(people_required) filter (not is_reported), 0)::bigint as people_required_silent,
    any_value(moment_at) as moment_at
from checkpoint_shift
where duty_on = $duty_on
    and shift_code = $shift_code
    and is_within(area_code, $area_code)
    and is_checkpoint(checkpoint_id, $checkpoint_id)
