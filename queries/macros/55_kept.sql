-- Whether supervision visits are kept at all: somebody wrote one down, or must report them. What is not kept is never
-- "not visited".
create macro visits_are_kept() as (
    (select count(*) > 0 from supervision_visit)
    or (select count(*) > 0 from expected_report where report_source = 'supervision_visit')
);

-- Days whose window holds a visit, from anywhere.
create macro told_days() as (
    select coalesce(list(distinct visited_on + ahead order by visited_on + ahead), []::date[])
    from (
        select
            arrived_at::date as visited_on,
            unnest(range(norm_value('supervision_window_days')::bigint))::integer as ahead
        from current_supervision_visit
        where visited_organisation_id is null
    )
);

-- Days of visits to places up to the clock.
create macro visit_days() as (
    select coalesce(list(distinct arrived_at::date order by arrived_at::date), []::date[])
    from current_supervision_visit
    where visited_organisation_id is null
        and arrived_at <= clock()
        and area_code in (select current_area.area_code from current_area)
);

-- Whether any visit of the window that ends on that day has come, from anywhere; without one nobody can tell whether
-- nobody went or nobody wrote it down.
create macro visits_are_told(day) as list_contains(told_days(), day);

-- The last day up to that one from which a visit to a place has come: itself, or the one before it in their order.
create macro last_told_on(day) as
    case
        when list_contains(visit_days(), day) then day
        else visit_days()[list_position(list_sort(list_append(visit_days(), day)), day) - 1]
    end;

-- Whether anybody has ever reported volunteer service; before that nobody can tell who was not served.
create macro service_is_told() as (
    (select count(*) > 0 from volunteer_service)
);

-- A problem is found on a visit: where visits are kept and none was found, there is none.
create macro problems_are_kept() as (
    visits_are_kept() or (select count(*) > 0 from problem)
);
