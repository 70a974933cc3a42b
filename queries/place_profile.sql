-- question: 这个地方有多大，有什么？ | How large is this place, and what is there?
-- grain:    one row per place asked for; none where no place is chosen
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

    select current_area.*
    from current_area
    where is_within(current_area.area_code, $area_code)
        and $area_code is not null
        and is_in_scope

),

part as (

    select
        count(*) filter (area_level = 'community') as communities,
        case when count(*) filter (area_level = 'community' and households is null) = 0
            then sum(households) filter (area_level = 'community') end::bigint as households,
        case when count(*) filter (area_level = 'community' and population is null) = 0
            then sum(population) filter (area_level = 'community') end::bigint as population
    from inside

),

closure as (

    select compound_id, is_closed
    from current_compound_check
    where checked_at <= seen_at($duty_on)
    qualify row_number() over (partition by compound_id order by checked_at desc, compound_check_id desc) = 1

),

home as (

    select
        count(*) as compounds,
        count(*) filter (closure.is_closed) as compounds_closed,
        count(closure.compound_id) as compounds_checked
    from current_compound as compound
    inner join inside using (area_code)
    left join closure using (compound_id)

),

post as (

    select count(*) as checkpoints
    from current_checkpoint as checkpoint
    inner join inside using (area_code)
    where checkpoint.opened_at <= seen_at($duty_on)
        and (checkpoint.closed_at is null or checkpoint.closed_at > seen_at($duty_on))

),

seat as (

    select
        count(*) as seats,
        count(*) filter (grid_seat.person_id is not null and coalesce(grid_seat.filled_at <= seen_at($duty_on), true)) as seats_filled
    from current_grid_seat as grid_seat
    inner join inside using (area_code)

),

branch as (

    select count(distinct organisation.organisation_id) as branches, count(distinct membership.person_id) as branch_members
    from current_organisation as organisation
    inner join inside on inside.area_code = organisation.host_area_code
    left join current_membership as membership
        on membership.organisation_id = organisation.organisation_id
        and membership.from_on <= $duty_on
        and (membership.to_on is null or membership.to_on >= $duty_on)
    where organisation.organisation_kind = 'temporary_branch'

),

sent as (

    select count(distinct dispatch.person_id) as cadres
    from current_dispatch as dispatch
    inner join inside using (area_code)
    where dispatch.ordered_at <= seen_at($duty_on)
        and (dispatch.ended_at is null or dispatch.ended_at > seen_at($duty_on))

),

ledger as (

    select count(*) as ledgers_due, count(*) filter (ledger.filed_at <= ledger.due_at) as ledgers_filed
    from current_ledger_return as ledger
    inner join inside using (area_code)
    where ledger.due_at <= seen_at($duty_on)
        and ledger.due_at::date = (
            select max(due_at::date) from current_ledger_return where due_at <= seen_at($duty_on)
        )

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
    home.compounds,
    home.compounds_closed,
    home.compounds_checked,
    post.checkpoints,
    seat.seats,
    seat.seats_filled,
    branch.branches,
    branch.branch_members,
    sent.cadres,
    ledger.ledgers_due,
    ledger.ledgers_filed,
    checkpoint.checkpoint_name,
    checkpoint.checkpoint_kind,
    checkpoint.priority,
    checkpoint.opened_at,
    checkpoint.closed_at
from place
cross join part
cross join home
cross join post
cross join seat
cross join branch
cross join sent
cross join ledger
left join current_area as parent on parent.area_code = place.parent_code
left join current_checkpoint as checkpoint on checkpoint.checkpoint_id = $checkpoint_id
order by place.area_code
