-- Places: the official register, and the posts people stand on.

create table area (
    area_code           varchar not null,
    area_name           varchar not null,
    area_level          varchar not null,
    parent_code         varchar,
    register_edition    varchar not null,
    is_in_scope         boolean not null,
    households          integer,
    population          integer,
    lon                 double,
    lat                 double,
    position_source     varchar,
    geometry_source     varchar
);
comment on table area is '区划';
comment on column area.area_code is '区划代码';
comment on column area.area_name is '区划名称';
comment on column area.area_level is '层级';
comment on column area.parent_code is '上级代码';
comment on column area.register_edition is '代码版本';
comment on column area.is_in_scope is '纳入统计';
comment on column area.households is '户数（户）';
comment on column area.population is '人口（人）';
comment on column area.lon is '经度（度）';
comment on column area.lat is '纬度（度）';
comment on column area.position_source is '点位来源';
comment on column area.geometry_source is '边界来源';

create table checkpoint (
    checkpoint_id       varchar not null,
    checkpoint_name     varchar not null,
    checkpoint_kind     varchar not null,
    area_code           varchar not null,
    lon                 double not null,
    lat                 double not null,
    priority            integer not null,
    opened_at           timestamptz not null,
    closed_at           timestamptz
);
comment on table checkpoint is '卡点';
comment on column checkpoint.checkpoint_id is '卡点编号';
comment on column checkpoint.checkpoint_name is '卡点名称';
comment on column checkpoint.checkpoint_kind is '卡点类型';
comment on column checkpoint.area_code is '所在区划代码';
comment on column checkpoint.lon is '经度（度）';
comment on column checkpoint.lat is '纬度（度）';
comment on column checkpoint.priority is '优先级（1 最高）';
comment on column checkpoint.opened_at is '启用时间';
comment on column checkpoint.closed_at is '撤销时间';
