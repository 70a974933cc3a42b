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
