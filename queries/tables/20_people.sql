-- Units, pseudonymous people, and who was sent where.

create table organisation (
    organisation_id     varchar not null,
    organisation_name   varchar not null,
    organisation_kind   varchar not null,
    host_area_code      varchar,
    headcount           integer,
    min_stay_share      double
);
comment on table organisation is '单位';
comment on column organisation.organisation_id is '单位编号';
comment on column organisation.organisation_name is '单位名称';
comment on column organisation.organisation_kind is '单位类型';
comment on column organisation.host_area_code is '所属区划代码';
comment on column organisation.headcount is '编制人数（人）';
comment on column organisation.min_stay_share is '最低留守比例（0至1）';

create table person (
    person_id           varchar not null,
    organisation_id     varchar,
    person_class        varchar not null,
    home_area_code      varchar
);
comment on table person is '人员（化名）';
comment on column person.person_id is '人员化名';
comment on column person.organisation_id is '单位编号';
comment on column person.person_class is '人员类别';
comment on column person.home_area_code is '居住地区划代码';

create table dispatch (
    dispatch_id         varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    role                varchar not null,
    wave                integer not null,
    ordered_at          timestamptz not null,
    arrived_at          timestamptz,
    ended_at            timestamptz
);
comment on table dispatch is '抽调下沉';
comment on column dispatch.dispatch_id is '派遣编号';
comment on column dispatch.person_id is '人员化名';
comment on column dispatch.organisation_id is '派出单位编号';
comment on column dispatch.area_code is '接收区划代码';
comment on column dispatch.role is '岗位';
comment on column dispatch.wave is '批次';
comment on column dispatch.ordered_at is '下达时间';
comment on column dispatch.arrived_at is '到位时间';
comment on column dispatch.ended_at is '结束时间';

create table requirement (
    requirement_id      varchar not null,
    checkpoint_id       varchar not null,
    shift_code          varchar not null,
    role                varchar not null,
    people_required     integer not null,
    valid_from_on       date not null,
    valid_to_on         date,
    basis               varchar not null
);
comment on table requirement is '应到岗需求';
comment on column requirement.requirement_id is '需求编号';
comment on column requirement.checkpoint_id is '卡点编号';
comment on column requirement.shift_code is '班次';
comment on column requirement.role is '岗位';
comment on column requirement.people_required is '应到人数（人）';
comment on column requirement.valid_from_on is '起始日期';
comment on column requirement.valid_to_on is '截止日期';
comment on column requirement.basis is '依据';

create table duty_shift (
    duty_shift_id       varchar not null,
    person_id           varchar not null,
    checkpoint_id       varchar not null,
    role                varchar not null,
    shift_code          varchar not null,
    duty_on             date not null,
    planned_start_at    timestamptz,
    planned_end_at      timestamptz,
    actual_start_at     timestamptz,
    actual_end_at       timestamptz
);
comment on table duty_shift is '班次值守';
comment on column duty_shift.duty_shift_id is '值守编号';
comment on column duty_shift.person_id is '人员化名';
comment on column duty_shift.checkpoint_id is '卡点编号';
comment on column duty_shift.role is '岗位';
comment on column duty_shift.shift_code is '班次';
comment on column duty_shift.duty_on is '值守日期';
comment on column duty_shift.planned_start_at is '计划上岗时间';
comment on column duty_shift.planned_end_at is '计划下岗时间';
comment on column duty_shift.actual_start_at is '实际上岗时间';
comment on column duty_shift.actual_end_at is '实际下岗时间';

create table reinforcement_request (
    request_id          varchar not null,
    area_code           varchar not null,
    role                varchar not null,
    people_min          integer not null,
    people_max          integer not null,
    requested_at        timestamptz not null,
    decided_at          timestamptz,
    people_sent         integer,
    request_status      varchar not null
);
comment on table reinforcement_request is '增援请求';
comment on column reinforcement_request.request_id is '请求编号';
comment on column reinforcement_request.area_code is '请求区划代码';
comment on column reinforcement_request.role is '岗位';
comment on column reinforcement_request.people_min is '请求人数下限（人）';
comment on column reinforcement_request.people_max is '请求人数上限（人）';
comment on column reinforcement_request.requested_at is '请求时间';
comment on column reinforcement_request.decided_at is '首次答复时间';
comment on column reinforcement_request.people_sent is '已派人数（人）';
comment on column reinforcement_request.request_status is '请求状态';
