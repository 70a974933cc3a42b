-- Whether supervision visits are kept at all: somebody wrote one down, or must report them. What is not kept is never
-- "not visited".
create macro visits_are_kept() as (
    (select count(*) > 0 from supervision_visit)
    or (select count(*) > 0 from expected_report where report_source = 'supervision_visit')
);

-- Whether any visit of the window that ends on that day has come, from anywhere; without one nobody can tell whether
-- nobody went or nobody wrote it down.
create macro visits_are_told(day) as (
    select count(*) > 0
    from current_supervision_visit
    where visited_organisation_id is null
        and arrived_at::date between day - norm_value('supervision_window_days')::integer + 1 and day
);

-- Whether anybody has ever reported volunteer service; before that nobody can tell who was not served.
create macro service_is_told() as (
    (select count(*) > 0 from volunteer_service)
);

-- A problem is found on a visit: where visits are kept and none was found, there is none.
create macro problems_are_kept() as (
    visits_are_kept() or (select count(*) > 0 from problem)
);
