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
with place as (

    select
        area.area_code, area.area_name, level.name_zh as level_zh, level.name_en as level_en, area.parent_code,
        area.register_edition, area.households, area.population, null as members, null as zone_source
    from current_area as area
    left join code_list as level on level.column_name = 'area_level' and level.code = area.area_level
    where area.area_code = $area_code

    union all

    select
        zone.zone_code, zone.zone_name, zone.list_name, zone.list_name_en, any_value(board.root_area_code), null, null,
        null, string_agg(member.area_name, '、' order by member.area_code), zone.source
    from zone
    cross join board
    left join zone_member using (zone_code)
    left join current_area as member on member.area_code = zone_member.area_code
    where zone.zone_code = $area_code
    group by zone.zone_code, zone.zone_name, zone.list_name, zone.list_name_en, zone.source

),

inside as (

    select area_code
    from current_area
    where is_within(current_area.area_code, $area_code)
        and $area_code is not null
        and is_in_scope

),

closure as (

    select compound_id, is_closed
    from current_compound_check
    where checked_at <= seen_at($duty_on)
    qualify row_number() over (partition by compound_id order by checked_at desc, compound_check_id desc) = 1

),

-- Everything that stands at a place: `is_kept` and `is_known` by kind, `person_id` where it is a person's.
thing as (

    select
        area_code, area_level as kind, households is not null as is_kept, population is not null as is_known,
        households, population, null as thing_id, null as person_id
    from current_area
    where area_level = 'community'
        and is_in_scope

    union all

    select compound.area_code, 'compound', closure.is_closed, closure.compound_id is not null, null, null, null, null
    from current_compound as compound
    left join closure using (compound_id)

    union all

    select area_code, 'checkpoint', null, null, null, null, null, null
    from current_checkpoint
    where opened_at <= seen_at($duty_on)
        and (closed_at is null or closed_at > seen_at($duty_on))

    union all

    select
        area_code, 'seat', person_id is not null and coalesce(filled_at <= seen_at($duty_on), true), null, null, null,
        null, null
    from current_grid_seat

    union all

    select organisation.host_area_code, 'branch', null, null, null, null, organisation.organisation_id, membership.person_id
    from current_organisation as organisation
    left join current_membership as membership
        on membership.organisation_id = organisation.organisation_id
        and membership.from_on <= $duty_on
        and (membership.to_on is null or membership.to_on >= $duty_on)
    where organisation.organisation_kind = 'temporary_branch'

    union all

    select area_code, 'dispatch', null, null, null, null, null, person_id
    from current_dispatch
    where ordered_at <= seen_at($duty_on)
        and (ended_at is null or ended_at > seen_at($duty_on))

    union all

    select area_code, 'ledger', filed_at <= due_at, null, null, null, null, null
    from current_ledger_return
    where due_at <= seen_at($duty_on)
    qualify due_at::date = max(due_at::date) over ()

),

part as (

    select
        count(*) filter (kind = 'community') as communities,
        case when bool_and(is_kept) filter (kind = 'community')
            then sum(households) filter (kind = 'community') end::bigint as households,
        case when bool_and(is_known) filter (kind = 'community')
            then sum(population) filter (kind = 'community') end::bigint as population,
        count(*) filter (kind = 'compound') as compounds,
        count(*) filter (kind = 'compound' and is_kept) as compounds_closed,
        count(*) filter (kind = 'compound' and is_known) as compounds_checked,
        count(*) filter (kind = 'checkpoint') as checkpoints,
        count(*) filter (kind = 'seat') as seats,
        count(*) filter (kind = 'seat' and is_kept) as seats_filled,
        count(distinct thing_id) filter (kind = 'branch') as branches,
        count(distinct person_id) filter (kind = 'branch') as branch_members,
        count(distinct person_id) filter (kind = 'dispatch') as cadres,
        count(*) filter (kind = 'ledger') as ledgers_due,
        count(*) filter (kind = 'ledger' and is_kept) as ledgers_filed
    from thing
    inner join inside using (area_code)

),

recorded as (

    select
        bool_or(is_kept) filter (record_kind = 'compound') as compound,
        bool_or(is_kept) filter (record_kind = 'grid_seat') as seat,
        bool_or(is_kept) filter (record_kind = 'temporary_branch') as branch,
        bool_or(is_kept) filter (record_kind = 'dispatch') as dispatch,
        bool_or(is_kept) filter (record_kind = 'ledger_return') as ledger
    from record_kind

)

select
    place.area_code,
    place.area_name as name,
    place.level_zh,
    place.level_en,
    parent.area_name as parent_name,
    place.members,
    place.zone_source,
    place.register_edition,
    coalesce(place.households, part.households)::bigint as households,
    coalesce(place.population, part.population)::bigint as population,
    part.communities,
    if(recorded.compound, part.compounds, null) as compounds,
    if(recorded.compound, part.compounds_closed, null) as compounds_closed,
    if(recorded.compound, part.compounds_checked, null) as compounds_checked,
    part.checkpoints,
    if(recorded.seat, part.seats, null) as seats,
    if(recorded.seat, part.seats_filled, null) as seats_filled,
    if(recorded.branch, part.branches, null) as branches,
    if(recorded.branch, part.branch_members, null) as branch_members,
    if(recorded.dispatch, part.cadres, null) as cadres,
    if(recorded.ledger, part.ledgers_due, null) as ledgers_due,
    if(recorded.ledger, part.ledgers_filed, null) as ledgers_filed,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    checkpoint.priority,
    checkpoint.opened_at,
    checkpoint.closed_at
from place
cross join part
cross join recorded
left join current_area as parent on parent.area_code = place.parent_code
left join current_checkpoint as checkpoint on checkpoint.checkpoint_id = $checkpoint_id
order by place.area_code
