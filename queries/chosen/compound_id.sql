-- The chosen compounds, and what is asked about them.
create temp table chosen_compound as
select unnest($ids::varchar[]) as compound_id;

create temp macro is_compound(id, scope) as (
    (scope is null or id = scope)
    and id in (select chosen_compound.compound_id from chosen_compound)
);
