-- question: 哪些班次之前休息不足？ | Before which shifts was the rest too short?
-- grain:    七日内每个人和所值的班一行，休息最短的在前 | one row per person and shift stood within seven days, shortest rest first
-- metric:   M19 按班次 | M19 by shift
-- param:    area_code      varchar  区划代码；空值为全部 | Area; null for all
-- param:    checkpoint_id  varchar  卡点编号；空值为全部 | Checkpoint; null for all
-- param:    duty_on        date     值守日期 | Duty date
-- param:    shift_code     varchar  班次 | Shift
-- column:   checkpoint_id  varchar  卡点编号 | Checkpoint id
-- column:   checkpoint_name  varchar  卡点 | Checkpoint
-- column:   person_no  bigint  人员（化名序号） | Person (masked)
-- column:   starts_at  timestamptz  上岗 | From
-- column:   ends_at  timestamptz  下岗 | To
-- column:   free_from  timestamptz  前一班下岗 | Free from
-- column:   rest_hours  double  班前休息（小时） | Rest before (h)
-- column:   shifts  bigint  计一班 | Counted as a shift
-- column:   shifts_short_rest  bigint  计休息不足 | Counted as too short
-- note:     人员只编序号，换一次范围就变 | Persons are only numbered, anew in every scope
select
    stood.checkpoint_id,
    checkpoint.checkpoint_name,
    dense_rank() over (order by md5(stood.person_id)) as person_no,
    stood.starts_at,
    stood.ends_at,
    stood.free_from,
    stood.rest_hours,
    1::bigint as shifts,
    coalesce(stood.rest_hours < norm_value('rest_between_hours'), false)::bigint as shifts_short_rest
from stood_in_week($duty_on, $shift_code, $area_code, $checkpoint_id) as stood
inner join current_checkpoint as checkpoint using (checkpoint_id)
order by stood.rest_hours nulls last, stood.starts_at, stood.checkpoint_id, person_no
