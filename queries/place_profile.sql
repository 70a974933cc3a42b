-- question: 这个地方有多大，有什么？ | How large is this place, and what is there?
-- grain:    每个查询的地方一行；未选地方时没有 | one row per place asked for; none where no place is chosen
-- param:    area_code      varchar  区划代码 | Area code
-- param:    checkpoint_id  varchar  卡点编号；空值为整个地方 | Checkpoint; null for the place itself
-- param:    duty_on        date     截止日期 | To date
-- column:   area_code           varchar      区划代码 | Area code
-- column:   name                varchar      名称 | Name
-- column:   level_zh            varchar      层级，片区为所属清单 | Level in Chinese; of a zone its list
-- column:   level_en            varchar      层级（英文） | Level; of a zone its list
-- column:   parent_name         varchar      上级 | Within
-- column:   members             varchar      片区成员 | Members of the zone
-- column:   zone_source         varchar      片区出处 | Source of the zone
-- column:   register_edition    varchar      代码版本 | Edition of the register
-- column:   households          bigint       户数（户） | Households
-- column:   population          bigint       人口（人） | Population
-- column:   communities         bigint       村居（个） | Communities
-- column:   compounds           bigint       小区（个） | Compounds
-- column:   compounds_closed    bigint       已封闭小区（个） | Compounds closed
-- column:   compounds_checked   bigint       已核查小区（个） | Compounds checked
-- column:   checkpoints         bigint       卡点（个） | Checkpoints
-- column:   seats               bigint       包联席位（个） | Household-team seats
-- column:   seats_filled        bigint       已到岗席位（个） | Seats filled
-- column:   branches            bigint       临时党支部（个） | Temporary branches
-- column:   branch_members      bigint       支部成员（人） | Branch members
-- column:   cadres              bigint       下沉干部（人） | Cadres sent here
-- column:   ledgers_due         bigint       应报台账（本次） | Ledgers due
-- column:   ledgers_filed       bigint       按时报送台账（本次） | Ledgers filed in time
-- column:   checkpoint_name     varchar      卡点 | Checkpoint
-- column:   checkpoint_kind     varchar      类型代码 | Kind code
-- column:   priority            integer      优先级（1 最高） | Priority (1 first)
-- column:   opened_at           timestamptz  启用时间 | Opened at
-- column:   closed_at           timestamptz  撤销时间 | Closed at
-- note:     本部署不登记的类别，其数为空，不为 0 | A number of a kind that is not kept here is null, never 0
-- note:     户数人口取登记数，未登记的为空；本级未登记而下级都登记的取下级之和 | Households and people as registered, else null; where the place itself has none, the sum of its parts if all have
with part as (

    select
        count(*) filter (kind = 'community') as communities,
        case when bool_and(is_held) filter (kind = 'community') then sum(households) end::bigint as households,
        case when bool_and(is_known) filter (kind = 'community') then sum(population) end::bigint as population,
        count(*) filter (kind = 'compound') as compounds,
        count(*) filter (kind = 'compound' and is_held) as compounds_closed,
        count(*) filter (kind = 'compound' and is_known) as compounds_checked,
        count(*) filter (kind = 'checkpoint') as checkpoints,
        count(*) filter (kind = 'seat') as seats,
        count(*) filter (kind = 'seat' and is_held) as seats_filled,
        count(distinct thing_id) as branches,
        count(distinct person_id) filter (kind = 'branch') as branch_members,
        count(distinct person_id) filter (kind = 'dispatch') as cadres,
        count(*) filter (kind = 'ledger') as ledgers_due,
        count(*) filter (kind = 'ledger' and is_held) as ledgers_filed
    from place_thing
    where is_within(area_code, $area_code)
        and (from_at is null or from_at <= seen_at($duty_on))
        and (until_at is null or until_at > seen_at($duty_on))
        and (from_on is null or from_on <= $duty_on)
        and (to_on is null or to_on >= $duty_on)

)

select
    place.area_code,
    place.name,
    place.level_zh,
    place.level_en,
    place.parent_name,
    place.members,
    place.zone_source,
    place.register_edition,
    coalesce(place.households, part.households)::bigint as households,
    coalesce(place.population, part.population)::bigint as population,
    part.communities,
    if(is_kept('compound'), part.compounds, null) as compounds,
    if(is_kept('compound'), part.compounds_closed, null) as compounds_closed,
    if(is_kept('compound'), part.compounds_checked, null) as compounds_checked,
    part.checkpoints,
    if(is_kept('grid_seat'), part.seats, null) as seats,
    if(is_kept('grid_seat'), part.seats_filled, null) as seats_filled,
    if(is_kept('temporary_branch'), part.branches, null) as branches,
    if(is_kept('temporary_branch'), part.branch_members, null) as branch_members,
    if(is_kept('dispatch'), part.cadres, null) as cadres,
    if(is_kept('ledger_return'), part.ledgers_due, null) as ledgers_due,
    if(is_kept('ledger_return'), part.ledgers_filed, null) as ledgers_filed,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    checkpoint.priority,
    checkpoint.opened_at,
    checkpoint.closed_at
from place_card as place
cross join part
left join current_checkpoint as checkpoint on checkpoint.checkpoint_id = $checkpoint_id
where place.area_code = $area_code
order by place.area_code
