-- Whether supervision visits are kept at all: somebody wrote one down, or must report them. What is not kept is never
-- "not visited".
create macro visits_are_kept() as (
    (select count(*) > 0 from supervision_visit)
    or (select count(*) > 0 from expected_report where report_source = 'supervision_visit')
);
