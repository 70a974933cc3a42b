-- The chosen checkpoints, and what is asked about them.
create temp table chosen_checkpoint as
select unnest($ids::varchar[]) as checkpoint_id;

create temp macro is_checkpoint(id, scope) as (
    (scope is null or id = scope)
    and id in (select chosen_checkpoint.checkpoint_id from chosen_checkpoint)
);
