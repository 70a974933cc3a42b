-- question: 哪些地方一个人也没派去？ | To which places has nobody been sent?
-- grain:    每个没有人派去的地方一行：有人派到村居的取村居，否则取镇街 | one row per place without anybody sent: communities where people are sent to communities, else townships
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code      varchar  区划代码 | Area code
-- column:   name           varchar  地方 | Place
-- column:   area_level     varchar  层级 | Level
-- column:   township_name  varchar  镇街 | Township
-- column:   checkpoints    bigint   卡点（个） | Checkpoints
with sent as (

    select area_code, area_level
    from dispatch_told
    where ordered_on <= $duty_on
        and (ended_on is null or ended_on > $duty_on)
        and not lacks_receiver

),

level as (

    select case when bool_or(area_level = 'community') then 'community' else 'township' end as area_level
    from sent
    having count(*) > 0

),

reached as (

    select distinct area_within.ancestor_code as area_code
    from sent
    inner join area_within using (area_code)

),

post as (

    select area_within.ancestor_code as area_code, count(*) as checkpoints
    from current_checkpoint as checkpoint
    inner join area_within using (area_code)
    where checkpoint.closed_at is null
    group by area_within.ancestor_code

)

select
    place.area_code,
    place.area_name as name,
    place.area_level,
    township.area_name as township_name,
    coalesce(post.checkpoints, 0) as checkpoints
from current_area as place
inner join level using (area_level)
left join current_area as township on township.area_code = place.township_code
left join post on post.area_code = place.area_code
where place.is_in_scope
    and place.area_code not in (select area_code from reached)
    and is_within(place.area_code, $area_code)
order by checkpoints desc, place.area_code
