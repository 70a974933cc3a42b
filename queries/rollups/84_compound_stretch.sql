-- One row per compound and stretch of time between two checks: what the last check found. The first stretch has no check.
create table compound_stretch as
with checked as (

    -- Of two checks at the same moment the one written down later holds.
    select *
    from current_compound_check
    qualify row_number() over (partition by compound_id, checked_at order by compound_check_id desc) = 1

),

stretch as (

    select compound_id, checked_at, is_closed, gates_open, is_gate_rule_met
    from checked

    union all

    select compound_id, null, null, null, null
    from current_compound

)

select
    compound.compound_id,
    compound.compound_name,
    compound.area_code,
    area.area_name as community_name,
    area.township_code,
    compound.households,
    compound.population,
    compound.gates,
    compound.has_manager,
    compound.has_guards,
    compound.is_key_site,
    compound.lon,
    compound.lat,
    stretch.checked_at,
    lead(stretch.checked_at) over (partition by compound.compound_id order by stretch.checked_at nulls first) as until_at,
    stretch.is_closed,
    stretch.gates_open,
    stretch.is_gate_rule_met,
    stretch.is_closed and stretch.is_gate_rule_met as is_compliant
from current_compound as compound
inner join current_area as area using (area_code)
inner join stretch using (compound_id)
order by compound.compound_id, stretch.checked_at nulls first;

-- How each compound stands at the end of a day: its last check, and whether closed with the gate rule kept.
create macro compound_standing(duty_day) as table
select * exclude (until_at)
from compound_stretch
where (checked_at is null or checked_at <= seen_at(duty_day))
    and (until_at is null or until_at > seen_at(duty_day));
