-- Supervision: visits, what was checked, problems and their life-cycle, suggestions.

create table supervision_visit (
    visit_id            varchar not null,
    organisation_id     varchar not null,
    stream              varchar not null,
    area_code           varchar not null,
    visited_organisation_id varchar,
    arrived_at          timestamptz not null,
    left_at             timestamptz,
    is_unannounced      boolean not null,
    round_no            integer,
    site_id             varchar
);
comment on table supervision_visit is '督导走访';
comment on column supervision_visit.visit_id is '走访编号';
comment on column supervision_visit.organisation_id is '督导组编号';
comment on column supervision_visit.stream is '督导队伍';
comment on column supervision_visit.area_code is '走访区划代码';
comment on column supervision_visit.visited_organisation_id is '受访单位编号';
comment on column supervision_visit.arrived_at is '到达时间';
comment on column supervision_visit.left_at is '离开时间';
comment on column supervision_visit.is_unannounced is '是否暗访';
comment on column supervision_visit.round_no is '轮次';
comment on column supervision_visit.site_id is '受访场所编号';

create table check_item (
    check_item_id       varchar not null,
    visit_id            varchar not null,
    site_kind           varchar not null,
    sites_checked       integer not null,
    sites_failed        integer not null,
    check_topic         varchar,
    demand              varchar
);
comment on table check_item is '检查项目';
comment on column check_item.check_item_id is '检查编号';
comment on column check_item.visit_id is '走访编号';
comment on column check_item.site_kind is '场所类型';
comment on column check_item.sites_checked is '检查家数（家）';
comment on column check_item.sites_failed is '不合格家数（家）';
comment on column check_item.check_topic is '检查项';
comment on column check_item.demand is '提出要求';

create table problem (
    problem_id          varchar not null,
    visit_id            varchar,
    stream              varchar not null,
    area_code           varchar not null,
    checkpoint_id       varchar,
    problem_category    varchar not null,
    severity            integer not null,
    is_common           boolean not null,
    found_at            timestamptz not null,
    due_at              timestamptz not null,
    is_fixed_on_site    boolean not null,
    organisation_id     varchar,
    recurrence_of_id    varchar
);
comment on table problem is '问题';
comment on column problem.problem_id is '问题编号';
comment on column problem.visit_id is '走访编号';
comment on column problem.stream is '督导队伍';
comment on column problem.area_code is '问题区划代码';
comment on column problem.checkpoint_id is '卡点编号';
comment on column problem.problem_category is '问题类别';
comment on column problem.severity is '严重程度（1至4）';
comment on column problem.is_common is '共性问题';
comment on column problem.found_at is '发现时间';
comment on column problem.due_at is '整改期限';
comment on column problem.is_fixed_on_site is '现场整改';
comment on column problem.organisation_id is '责任单位编号';
comment on column problem.recurrence_of_id is '复发自问题编号';

create table problem_event (
    event_id            varchar not null,
    problem_id          varchar not null,
    event_kind          varchar not null,
    happened_at         timestamptz not null,
    organisation_id     varchar
);
comment on table problem_event is '问题进展';
comment on column problem_event.event_id is '进展编号';
comment on column problem_event.problem_id is '问题编号';
comment on column problem_event.event_kind is '进展类型';
comment on column problem_event.happened_at is '发生时间';
comment on column problem_event.organisation_id is '办理单位编号';

create table suggestion (
    suggestion_id       varchar not null,
    visit_id            varchar,
    area_code           varchar not null,
    made_at             timestamptz not null,
    adopted_at          timestamptz
);
comment on table suggestion is '意见建议';
comment on column suggestion.suggestion_id is '建议编号';
comment on column suggestion.visit_id is '走访编号';
comment on column suggestion.area_code is '建议区划代码';
comment on column suggestion.made_at is '提出时间';
comment on column suggestion.adopted_at is '采纳时间';

create table appraisal_evidence (
    evidence_id         varchar not null,
    visit_id            varchar not null,
    role_code           varchar not null,
    is_present          boolean not null
);
comment on table appraisal_evidence is '考察印证';
comment on column appraisal_evidence.evidence_id is '印证编号';
comment on column appraisal_evidence.visit_id is '走访编号';
comment on column appraisal_evidence.role_code is '考察维度';
comment on column appraisal_evidence.is_present is '有印证材料';

create table bulletin (
    bulletin_id         varchar not null,
    bulletin_kind       varchar not null,
    issuer_kind         varchar not null,
    issued_at           timestamptz not null,
    organisation_id     varchar,
    area_code           varchar,
    problem_id          varchar
);
comment on table bulletin is '通报';
comment on column bulletin.bulletin_id is '通报编号';
comment on column bulletin.bulletin_kind is '通报方式';
comment on column bulletin.issuer_kind is '发布渠道';
comment on column bulletin.issued_at is '发布时间';
comment on column bulletin.organisation_id is '对象单位编号';
comment on column bulletin.area_code is '对象区划代码';
comment on column bulletin.problem_id is '问题编号';

create table accountability (
    accountability_id   varchar not null,
    measure             varchar not null,
    reason_kind         varchar not null,
    area_code           varchar not null,
    problem_id          varchar,
    proposed_at         timestamptz not null,
    reviewed_at         timestamptz,
    outcome             varchar
);
comment on table accountability is '问责提议';
comment on column accountability.accountability_id is '提议编号';
comment on column accountability.measure is '方式';
comment on column accountability.reason_kind is '事由';
comment on column accountability.area_code is '区划代码';
comment on column accountability.problem_id is '问题编号';
comment on column accountability.proposed_at is '提议时间';
comment on column accountability.reviewed_at is '统一审核时间';
comment on column accountability.outcome is '审核结果';
