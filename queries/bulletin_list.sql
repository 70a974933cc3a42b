-- question: 通报发给了谁，为哪个问题，事后多久？ | To whom did each bulletin go, for which problem, how long after?
-- grain:    每期督导通报一行，最近的在前 | one row per bulletin of supervision, latest first
-- param:    area_code  varchar  区划代码；空值为全部 | Area; null for all
-- param:    duty_on    date     截止日期 | To date
-- column:   area_code         varchar      区划代码 | Area code
-- column:   name              varchar      地点 | Place
-- column:   bulletin_kind     varchar      通报方式 | Kind
-- column:   issued_at         timestamptz  发布时间 | Issued at
-- column:   unit_name         varchar      对象单位 | Unit told
-- column:   problem_category  varchar      问题类别 | Category
-- column:   hours_after       double       发现后（小时） | Hours after finding
-- column:   is_fixed          boolean      已整改 | Fixed since
-- note:     面向全域的集中通报在任何范围内都列出 | A collective bulletin to all stands in every scope
select
    bulletin.area_code,
    place.area_name as name,
    bulletin.bulletin_kind,
    bulletin.issued_at,
    organisation.organisation_name as unit_name,
    problem.problem_category,
    date_diff('second', problem.found_at, bulletin.issued_at) / 3600.0 as hours_after,
    coalesce(problem.fixed_at is not null, false) as is_fixed
from current_bulletin as bulletin
left join current_area as place using (area_code)
left join current_organisation as organisation using (organisation_id)
left join problem_seen($duty_on) as problem using (problem_id)
where bulletin.issuer_kind = 'supervision'
    and bulletin.issued_at <= seen_at($duty_on)
    and (
        bulletin.area_code is null
        or (bulletin.bulletin_kind = 'collective' and is_around(bulletin.area_code, $area_code))
        or is_within(bulletin.area_code, $area_code)
    )
order by bulletin.issued_at desc, bulletin.bulletin_id
