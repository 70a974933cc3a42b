-- Reporting: which place must report what and when, and what has arrived. Silence is read here, never as zero.

create table expected_report (
    expected_report_id  varchar not null,
    report_source       varchar not null,
    area_code           varchar not null,
    shift_code          varchar,
    due_after_minutes   integer not null,
    valid_from_on       date not null,
    valid_to_on         date
);
comment on table expected_report is '应报清单';
comment on column expected_report.expected_report_id is '应报编号';
comment on column expected_report.report_source is '报送内容';
comment on column expected_report.area_code is '报送区划代码';
comment on column expected_report.shift_code is '班次';
comment on column expected_report.due_after_minutes is '限时（分钟）';
comment on column expected_report.valid_from_on is '起始日期';
comment on column expected_report.valid_to_on is '截止日期';

create table report (
    report_id           varchar not null,
    report_source       varchar not null,
    area_code           varchar not null,
    duty_on             date not null,
    shift_code          varchar,
    reported_at         timestamptz not null
);
comment on table report is '报送登记';
comment on column report.report_id is '报送编号';
comment on column report.report_source is '报送内容';
comment on column report.area_code is '报送区划代码';
comment on column report.duty_on is '所属日期';
comment on column report.shift_code is '班次';
comment on column report.reported_at is '报送时间';

create table reference_item (
    item_code           varchar not null,
    list_code           varchar not null,
    name_zh             varchar not null,
    name_en             varchar not null,
    quantity            double
);
comment on table reference_item is '组织事项';
comment on column reference_item.item_code is '事项编号';
comment on column reference_item.list_code is '清单';
comment on column reference_item.name_zh is '事项名称';
comment on column reference_item.name_en is '英文名称';
comment on column reference_item.quantity is '数量';

create table data_request (
    data_request_id     varchar not null,
    organisation_id     varchar not null,
    area_code           varchar not null,
    title               varchar not null,
    asked_at            timestamptz not null,
    due_at              timestamptz not null,
    every_days          integer,
    fill_minutes        integer
);
comment on table data_request is '数据索要';
comment on column data_request.data_request_id is '索要编号';
comment on column data_request.organisation_id is '索要单位编号';
comment on column data_request.area_code is '填报区划代码';
comment on column data_request.title is '表名';
comment on column data_request.asked_at is '下发时间';
comment on column data_request.due_at is '截止时间';
comment on column data_request.every_days is '重复周期（天）';
comment on column data_request.fill_minutes is '每次填报用时（分钟）';

create table data_request_field (
    data_request_field_id varchar not null,
    data_request_id     varchar not null,
    field_code          varchar,
    field_name          varchar,
    heading             varchar,
    is_held             boolean
);
comment on table data_request_field is '索要字段';
comment on column data_request_field.data_request_field_id is '字段编号';
comment on column data_request_field.data_request_id is '索要编号';
comment on column data_request_field.field_code is '字段';
comment on column data_request_field.field_name is '字段名';
comment on column data_request_field.heading is '表头';
comment on column data_request_field.is_held is '已掌握';
