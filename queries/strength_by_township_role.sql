-- question: 现有的人按规定还能值守多少小时？ | How many hours may the people there are still stand by the rules?
-- grain:    每个镇街、岗位和今后的日子一行；人员指已排班、七日内在岗或被派去的人 | one row per township, role and day ahead; people on a roster, on post within seven days, or sent there
-- metric:   strength 可用工时 = Σ min(七日工时上限 − 七日内已值守, 每日上限 × 天数)，按人（小时） | strength Hours allowed = Σ min(limit of seven days − stood in seven days, daily limit × days) per person (hours)
-- param:    area_code   varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on     date     起算日期 | First duty date
-- param:    shift_code  varchar  起算班次 | First shift
-- column:   township_code  varchar  镇街代码 | Township code
-- column:   role           varchar  岗位 | Role
-- column:   days_ahead     integer  第几天 | Day ahead
-- column:   people         bigint   人数（人） | People
-- column:   people_unknown  bigint  其中疲劳情况不明（人） | of whom nobody knows how tired they are
-- column:   hours_allowed  double   到当日为止可值守（小时） | Hours allowed up to the end of that day
-- note:     须轮休的先休息一天 | Who must rest rests for the first day
-- note:     值守未报的镇街，其人员疲劳情况不明：只计人数，不计可用工时；无人可知的为空 | How tired people of townships silent on duty are is not known: they count as people without hours; null where of nobody it is known
-- note:     一人在两处的，算在最近一处 | Somebody seen in two places counts at the later one
with chosen as (

    select starts_at, moment_at
    from moment
    where duty_on = $duty_on and shift_code = $shift_code

),

ahead as (

    -- Seconds: the calendar is asked for these few rows, and not for each shift that somebody stood.
    select
        day.days,
        epoch(chosen.starts_at) as until,
        epoch(chosen.starts_at - to_days(7 - day.days)) as since
    from (select unnest(range(1, 1 + ceil(norm_value('outlook_hours') / 24)::integer))::integer as days) as day
    cross join chosen

),

someone as (

    select
        duty.person_id,
        area.township_code,
        duty.role,
        coalesce(duty.planned_start_at, duty.actual_start_at) as seen_at,
        duty.checkpoint_id as seen_where
    from current_duty_shift as duty
    inner join current_checkpoint as checkpoint using (checkpoint_id)
    inner join current_area as area on area.area_code = checkpoint.area_code
    cross join chosen
    where coalesce(duty.planned_start_at, duty.actual_start_at)
        between chosen.starts_at - interval 7 days
        and chosen.starts_at + to_hours(norm_value('outlook_hours')::bigint)

    union all

    select dispatch.person_id, area.township_code, dispatch.role, dispatch.arrived_at, dispatch.dispatch_id
    from current_dispatch as dispatch
    inner join current_area as area using (area_code)
    cross join chosen
    where dispatch.arrived_at <= chosen.starts_at
        and coalesce(dispatch.ended_at, chosen.starts_at + interval 1 hour) > chosen.starts_at
        and area.township_code is not null

),

member as (

    select person_id, unnest(arg_max({'township_code': township_code, 'role': role}, (seen_at, seen_where)))
    from someone
    group by person_id

),

past as (

    -- Hours stood that still count when the seven days end so many days from now.
    select
        person_shift.person_id,
        ahead.days,
        sum(greatest(
            least(epoch(person_shift.ends_at), ahead.until) - greatest(epoch(person_shift.counted_from), ahead.since), 0
        )) / 3600.0 as hours
    from person_shift
    inner join ahead
        on epoch(person_shift.counted_from) < ahead.until
        and epoch(person_shift.ends_at) > ahead.since
    where person_shift.is_known
    group by all

),

seen_lately as (

    select distinct person_shift.person_id
    from person_shift
    inner join chosen
        on person_shift.starts_at <= chosen.moment_at
        and person_shift.ends_at > chosen.moment_at - interval 7 days

),

silent as (

    select duty_silence.township_code
    from duty_silence
    where duty_silence.duty_on = $duty_on
        and duty_silence.shift_code = $shift_code

),

allowed as (

    -- Somebody on duty lately of whom no rest is known was last in a township that is silent since.
    select
        member.township_code,
        member.role,
        member.person_id,
        ahead.days,
        silent.township_code is null and (person_rest.person_id is not null or seen_lately.person_id is null)
            as is_known,
        greatest(least(
            norm_value('week_hours_max') - coalesce(past.hours, 0),
            norm_value('day_hours_max') * (ahead.days - coalesce(person_rest.must_rest, false)::integer)
        ), 0) as hours
    from member
    cross join ahead
    left join past
        on past.person_id = member.person_id
        and past.days = ahead.days
    left join person_rest
        on person_rest.person_id = member.person_id
        and person_rest.duty_on = $duty_on
        and person_rest.shift_code = $shift_code
    left join seen_lately on seen_lately.person_id = member.person_id
    left join silent on silent.township_code = member.township_code

)

select
    township_code,
    role,
    days as days_ahead,
    count(*) as people,
    count(*) filter (not is_known) as people_unknown,
    sum(hours) filter (is_known)::double as hours_allowed
from allowed
where is_around(township_code, $area_code)
group by township_code, role, days
order by township_code, role, days
