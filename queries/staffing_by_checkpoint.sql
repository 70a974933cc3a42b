-- question: 哪些卡点缺人或空岗？ | Which checkpoints are short or unattended?
-- grain:    班次内每个开放的卡点一行，最差的在前，未报的在后 | one row per checkpoint open in the shift, worst first, silent ones last
-- metric:   M03 M06 M07 按卡点 | M03 M06 M07 by checkpoint
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id       varchar      卡点编号 | Checkpoint id
-- column:   checkpoint_name     varchar      卡点 | Checkpoint
-- column:   checkpoint_kind     varchar      类型代码 | Kind code
-- column:   area_code           varchar      区划代码 | Area code
-- column:   township_name       varchar      镇街 | Township
-- column:   lon                 double       经度（度） | Longitude
-- column:   lat                 double       纬度（度） | Latitude
-- column:   people_required     bigint       应到（人） | Required
-- column:   people_rostered     bigint       排班（人） | Rostered
-- column:   people_present      bigint       在岗（人） | On post
-- column:   people_short        bigint       缺口（人） | Short
-- column:   is_unattended       boolean      空岗 | Unattended
-- column:   unattended_minutes  double       当日空岗（分钟） | Unattended today (min)
-- column:   is_reported         boolean      已报 | Reported
-- note:     未报又没有排班的，排班为空，不为 0 | Where nothing is reported nor rostered the roster is null, never 0
select
    post.checkpoint_id,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    post.area_code,
    checkpoint.township_name,
    checkpoint.lon,
    checkpoint.lat,
    post.people_required,
    if(post.is_reported or post.people_rostered > 0, post.people_rostered, null) as people_rostered,
    post.people_present,
    post.people_short,
    post.is_unattended,
    day.unattended_minutes,
    post.is_reported
from checkpoint_shift as post
inner join current_checkpoint as checkpoint using (checkpoint_id)
left join (
    select checkpoint_id, sum(unattended_minutes) as unattended_minutes
    from checkpoint_hour
    where checkpoint_hour.duty_on = $duty_on
    group by checkpoint_id
) as day using (checkpoint_id)
where post.duty_on = $duty_on
    and post.shift_code = $shift_code
    and is_within(post.area_code, $area_code)
    and is_checkpoint(post.checkpoint_id, $checkpoint_id)
order by
    post.is_unattended desc nulls last,
    post.people_short desc nulls last,
    post.people_required desc,
    post.checkpoint_id
