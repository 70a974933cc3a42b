-- What places, checkpoints, compounds and units are called now, were called, and are called elsewhere.
create table thing_name as
with thing as (

    select 'area' as target, area_code as code, area_name as name, parent_code as area_code from current_area
    union all
    select 'checkpoint', checkpoint_id, checkpoint_name, area_code from current_checkpoint
    union all
    select 'compound', compound_id, compound_name, area_code from current_compound
    union all
    select 'site', site_id, site_name, area_code from current_site
    union all
    select 'organisation', organisation_id, organisation_name, host_area_code from current_organisation

),

named as (

    select 'area' as target, area_code as code, area_name as name from area
    union all
    select 'checkpoint', checkpoint_id, checkpoint_name from checkpoint
    union all
    select 'compound', compound_id, compound_name from compound
    union all
    select 'site', site_id, site_name from site
    union all
    select 'organisation', organisation_id, organisation_name from organisation

),

called as (

    select target, code, name as called, 'name' as match_how
    from thing

    union all

    select distinct named.target, named.code, named.name, 'former'
    from named
    inner join thing using (target, code)
    where named.name <> thing.name

    union all

    select distinct 'area', area_code, unnest([alias_name, alias_code]), 'alias'
    from place_alias

)

select called.target, called.code, called.called, called.match_how, thing.area_code
from called
inner join thing using (target, code)
where called.called is not null
order by called.target, called.code, array_position(['name', 'former', 'alias'], called.match_how), called.called;
