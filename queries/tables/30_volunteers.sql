-- Volunteers: who reported to which community, what they did, and who was found on the spot.

create table volunteer_registration (
    registration_id     varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    registered_at       timestamptz not null,
    confirmed_at        timestamptz,
    compound_id         varchar
);
comment on table volunteer_registration is '志愿报到';
comment on column volunteer_registration.registration_id is '报到编号';
comment on column volunteer_registration.person_id is '人员化名';
comment on column volunteer_registration.organisation_id is '所在单位编号';
comment on column volunteer_registration.area_code is '报到社区代码';
comment on column volunteer_registration.registered_at is '报到时间';
comment on column volunteer_registration.confirmed_at is '社区确认时间';
comment on column volunteer_registration.compound_id is '报到小区编号';

create table volunteer_service (
    service_id          varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    task_kind           varchar not null,
    started_at          timestamptz not null,
    ended_at            timestamptz,
    recorded_by         varchar
);
comment on table volunteer_service is '志愿服务';
comment on column volunteer_service.service_id is '服务编号';
comment on column volunteer_service.person_id is '人员化名';
comment on column volunteer_service.organisation_id is '所在单位编号';
comment on column volunteer_service.area_code is '服务社区代码';
comment on column volunteer_service.task_kind is '服务类型';
comment on column volunteer_service.started_at is '开始时间';
comment on column volunteer_service.ended_at is '结束时间';
comment on column volunteer_service.recorded_by is '记录方';

create table spot_check (
    spot_check_id       varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    check_channel       varchar not null,
    checked_at          timestamptz not null,
    people_checked      integer not null,
    people_found        integer not null
);
comment on table spot_check is '在位抽查';
comment on column spot_check.spot_check_id is '抽查编号';
comment on column spot_check.organisation_id is '被抽查单位编号';
comment on column spot_check.area_code is '抽查社区代码';
comment on column spot_check.check_channel is '抽查方式';
comment on column spot_check.checked_at is '抽查时间';
comment on column spot_check.people_checked is '抽查人数（人）';
comment on column spot_check.people_found is '在位人数（人）';

create table volunteer_exemption (
    exemption_id        varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    exemption_reason    varchar not null,
    noted_at            timestamptz not null
);
comment on table volunteer_exemption is '未报到说明';
comment on column volunteer_exemption.exemption_id is '说明编号';
comment on column volunteer_exemption.person_id is '人员化名';
comment on column volunteer_exemption.organisation_id is '所在单位编号';
comment on column volunteer_exemption.exemption_reason is '特殊原因';
comment on column volunteer_exemption.noted_at is '登记时间';

create table pledged_post (
    pledged_post_id     varchar not null,
    person_id           varchar not null,
    organisation_id     varchar,
    area_code           varchar not null,
    pledge_kind         varchar not null,
    pledged_at          timestamptz not null,
    ended_at            timestamptz
);
comment on table pledged_post is '认领岗位';
comment on column pledged_post.pledged_post_id is '认领编号';
comment on column pledged_post.person_id is '人员化名';
comment on column pledged_post.organisation_id is '所在队伍编号';
comment on column pledged_post.area_code is '岗位区划代码';
comment on column pledged_post.pledge_kind is '岗位类别';
comment on column pledged_post.pledged_at is '认领时间';
comment on column pledged_post.ended_at is '结束时间';
