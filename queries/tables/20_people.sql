-- Units, pseudonymous people, and who was sent where.

create table organisation (
    organisation_id     varchar not null,
    organisation_name   varchar not null,
    organisation_kind   varchar not null,
    host_area_code      varchar,
    headcount           integer,
    min_stay_share      double,
    parent_organisation_id varchar
);
comment on table organisation is '单位';
comment on column organisation.organisation_id is '单位编号';
comment on column organisation.organisation_name is '单位名称';
comment on column organisation.organisation_kind is '单位类型';
comment on column organisation.host_area_code is '所属区划代码';
comment on column organisation.headcount is '编制人数（人）';
comment on column organisation.min_stay_share is '最低留守比例（0至1）';
comment on column organisation.parent_organisation_id is '上级单位编号';

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
    ended_at            timestamptz,
    end_reason          varchar,
    temporary_branch_id varchar,
    liaison_id          varchar
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
comment on column dispatch.end_reason is '结束原因';
comment on column dispatch.temporary_branch_id is '临时党支部编号';
comment on column dispatch.liaison_id is '派出单位联络员化名';

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

create table membership (
    membership_id       varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    member_role         varchar not null,
    from_on             date not null,
    to_on               date
);
comment on table membership is '队伍成员';
comment on column membership.membership_id is '成员编号';
comment on column membership.person_id is '人员化名';
comment on column membership.organisation_id is '队伍编号';
comment on column membership.member_role is '成员身份';
comment on column membership.from_on is '起始日期';
comment on column membership.to_on is '截止日期';

create table grid_seat (
    grid_seat_id        varchar not null,
    area_code           varchar not null,
    seat_kind           varchar not null,
    person_id           varchar,
    households          integer,
    filled_at           timestamptz
);
comment on table grid_seat is '包联席位';
comment on column grid_seat.grid_seat_id is '席位编号';
comment on column grid_seat.area_code is '包联区划代码';
comment on column grid_seat.seat_kind is '席位';
comment on column grid_seat.person_id is '人员化名';
comment on column grid_seat.households is '包联户数（户）';
comment on column grid_seat.filled_at is '到岗时间';

create table rest_order (
    rest_order_id       varchar not null,
    person_id           varchar not null,
    rest_kind           varchar not null,
    starts_at           timestamptz not null,
    ends_at             timestamptz not null,
    relieved_by_id      varchar
);
comment on table rest_order is '轮休安排';
comment on column rest_order.rest_order_id is '轮休编号';
comment on column rest_order.person_id is '人员化名';
comment on column rest_order.rest_kind is '轮休方式';
comment on column rest_order.starts_at is '起始时间';
comment on column rest_order.ends_at is '截止时间';
comment on column rest_order.relieved_by_id is '接替人员化名';

create table training (
    training_id         varchar not null,
    organisation_id     varchar not null,
    rule_code           varchar not null,
    trained_on          date not null,
    people_expected     integer not null,
    people_trained      integer not null
);
comment on table training is '培训';
comment on column training.training_id is '培训编号';
comment on column training.organisation_id is '单位编号';
comment on column training.rule_code is '规则';
comment on column training.trained_on is '培训日期';
comment on column training.people_expected is '应训人数（人）';
comment on column training.people_trained is '参训人数（人）';

create table strength_return (
    strength_return_id  varchar not null,
    organisation_id     varchar not null,
    person_class        varchar not null,
    people              integer not null,
    counted_on          date not null
);
comment on table strength_return is '队伍人数';
comment on column strength_return.strength_return_id is '人数编号';
comment on column strength_return.organisation_id is '队伍编号';
comment on column strength_return.person_class is '人员类别';
comment on column strength_return.people is '人数（人）';
comment on column strength_return.counted_on is '统计日期';
