-- Volunteers: who reported to which community, what they did, and who was found on the spot.

create table volunteer_registration (
    registration_id     varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    registered_at       timestamptz not null,
    confirmed_at        timestamptz
);
comment on table volunteer_registration is '志愿报到';
comment on column volunteer_registration.registration_id is '报到编号';
comment on column volunteer_registration.person_id is '人员化名';
comment on column volunteer_registration.organisation_id is '所在单位编号';
comment on column volunteer_registration.area_code is '报到社区代码';
comment on column volunteer_registration.registered_at is '报到时间';
comment on column volunteer_registration.confirmed_at is '社区确认时间';

create table volunteer_service (
    service_id          varchar not null,
    person_id           varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    task_kind           varchar not null,
    started_at          timestamptz not null,
    ended_at            timestamptz not null
);
comment on table volunteer_service is '志愿服务';
comment on column volunteer_service.service_id is '服务编号';
comment on column volunteer_service.person_id is '人员化名';
comment on column volunteer_service.organisation_id is '所在单位编号';
comment on column volunteer_service.area_code is '服务社区代码';
comment on column volunteer_service.task_kind is '服务类型';
comment on column volunteer_service.started_at is '开始时间';
comment on column volunteer_service.ended_at is '结束时间';

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
