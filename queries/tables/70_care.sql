-- Care: supplies and money in and out, what was done for people at the front, honours as counts. No person here.

create table supply_movement (
    supply_movement_id  varchar not null,
    supply_kind         varchar not null,
    supply_flow         varchar not null,
    area_code           varchar not null,
    organisation_id     varchar,
    quantity            double not null,
    moved_at            timestamptz not null
);
comment on table supply_movement is '物资收发';
comment on column supply_movement.supply_movement_id is '收发编号';
comment on column supply_movement.supply_kind is '物资';
comment on column supply_movement.supply_flow is '收发';
comment on column supply_movement.area_code is '区划代码';
comment on column supply_movement.organisation_id is '单位编号';
comment on column supply_movement.quantity is '数量';
comment on column supply_movement.moved_at is '时间';

create table fund_movement (
    fund_movement_id    varchar not null,
    fund_kind           varchar not null,
    fund_flow           varchar not null,
    area_code           varchar not null,
    organisation_id     varchar,
    yuan                double not null,
    moved_on            date not null,
    fund_purpose        varchar
);
comment on table fund_movement is '资金收支';
comment on column fund_movement.fund_movement_id is '收支编号';
comment on column fund_movement.fund_kind is '资金来源';
comment on column fund_movement.fund_flow is '收支';
comment on column fund_movement.area_code is '区划代码';
comment on column fund_movement.organisation_id is '单位编号';
comment on column fund_movement.yuan is '金额（元）';
comment on column fund_movement.moved_on is '日期';
comment on column fund_movement.fund_purpose is '用途';

create table care_measure (
    care_measure_id     varchar not null,
    care_kind           varchar not null,
    area_code           varchar not null,
    organisation_id     varchar,
    people              integer not null,
    done_at             timestamptz not null
);
comment on table care_measure is '关爱措施';
comment on column care_measure.care_measure_id is '措施编号';
comment on column care_measure.care_kind is '措施';
comment on column care_measure.area_code is '区划代码';
comment on column care_measure.organisation_id is '单位编号';
comment on column care_measure.people is '覆盖人数（人）';
comment on column care_measure.done_at is '时间';

create table commendation (
    commendation_id     varchar not null,
    honour_kind         varchar not null,
    recipient_kind      varchar not null,
    area_code           varchar not null,
    recipients          integer not null,
    awarded_on          date not null
);
comment on table commendation is '表扬激励';
comment on column commendation.commendation_id is '编号';
comment on column commendation.honour_kind is '形式';
comment on column commendation.recipient_kind is '对象类别';
comment on column commendation.area_code is '区划代码';
comment on column commendation.recipients is '数量';
comment on column commendation.awarded_on is '日期';
