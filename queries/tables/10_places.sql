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
    lon                 double,
    lat                 double,
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

create table compound (
    compound_id         varchar not null,
    compound_name       varchar not null,
    area_code           varchar not null,
    households          integer,
    population          integer,
    gates               integer not null,
    has_manager         boolean not null,
    has_guards          boolean not null,
    is_key_site         boolean not null,
    lon                 double,
    lat                 double
);
comment on table compound is '小区';
comment on column compound.compound_id is '小区编号';
comment on column compound.compound_name is '小区名称';
comment on column compound.area_code is '所在区划代码';
comment on column compound.households is '户数（户）';
comment on column compound.population is '人口（人）';
comment on column compound.gates is '出入口（个）';
comment on column compound.has_manager is '有物业';
comment on column compound.has_guards is '有安保';
comment on column compound.is_key_site is '重点场所';
comment on column compound.lon is '经度（度）';
comment on column compound.lat is '纬度（度）';

create table site (
    site_id             varchar not null,
    site_name           varchar not null,
    site_kind           varchar,
    area_code           varchar not null,
    lon                 double,
    lat                 double,
    named_by            varchar
);
comment on table site is '场所';
comment on column site.site_id is '场所编号';
comment on column site.site_name is '场所名称';
comment on column site.site_kind is '场所类型';
comment on column site.area_code is '所在区划代码';
comment on column site.lon is '经度（度）';
comment on column site.lat is '纬度（度）';
comment on column site.named_by is '公布单位';

create table zone_status (
    zone_status_id      varchar not null,
    area_code           varchar not null,
    compound_id         varchar,
    zone_kind           varchar not null,
    starts_at           timestamptz not null,
    ends_at             timestamptz
);
comment on table zone_status is '区域管控';
comment on column zone_status.zone_status_id is '管控编号';
comment on column zone_status.area_code is '区划代码';
comment on column zone_status.compound_id is '小区编号';
comment on column zone_status.zone_kind is '管控类别';
comment on column zone_status.starts_at is '起始时间';
comment on column zone_status.ends_at is '解除时间';
